"""The terms of the ontology that the graph uses, as pyoxigraph nodes. Each is declared in ontology/chidao.ttl.

>>> DOCUMENT.value, RELATIONS["based_on"].value
('https://w3id.org/chidao/ont#Document', 'https://w3id.org/chidao/ont#basedOn')
"""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.iri import DCTERMS, ONTOLOGY, PROV, VOCABULARY

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
SKOS = "http://www.w3.org/2004/02/skos/core#"
CONCEPT = NamedNode(SKOS + "Concept")
PREF_LABEL = NamedNode(SKOS + "prefLabel")
ALT_LABEL = NamedNode(SKOS + "altLabel")
EDITORIAL_NOTE = NamedNode(SKOS + "editorialNote")
NOTATION = NamedNode(SKOS + "notation")
LATITUDE = NamedNode("https://schema.org/latitude")
LONGITUDE = NamedNode("https://schema.org/longitude")
DCTERMS_SOURCE = NamedNode(DCTERMS + "source")
DCTERMS_RIGHTS = NamedNode(DCTERMS + "rights")
RDFS_COMMENT = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
DCTERMS_DATE = NamedNode(DCTERMS + "date")
DCTERMS_SUBJECT = NamedNode(DCTERMS + "subject")
REPLACED_BY = NamedNode(DCTERMS + "isReplacedBy")
PROV_ACTIVITY = NamedNode(PROV + "Activity")
PROV_AGENT = NamedNode(PROV + "Agent")
PROV_ENTITY = NamedNode(PROV + "Entity")
PROV_VALUE = NamedNode(PROV + "value")
PROV_USED = NamedNode(PROV + "used")
PROV_ASSOCIATED = NamedNode(PROV + "wasAssociatedWith")
PROV_ATTRIBUTED = NamedNode(PROV + "wasAttributedTo")
PROV_GENERATED = NamedNode(PROV + "wasGeneratedBy")
PROV_INFLUENCED = NamedNode(PROV + "wasInfluencedBy")
PROV_INVALIDATED = NamedNode(PROV + "invalidated")
IN_SCHEME = NamedNode(SKOS + "inScheme")
CONCEPT_SCHEME = NamedNode(SKOS + "ConceptScheme")
RELATED_MATCH = NamedNode(SKOS + "relatedMatch")
BROAD_MATCH = NamedNode(SKOS + "broadMatch")
XSD_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")
XSD_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
XSD_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
TRUE = Literal(True)


def _cd(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


# Classes
DOCUMENT = _cd("Document")
SOURCE_FILE = _cd("SourceFile")
PROVISION = _cd("Provision")
HEADER_STATEMENT = _cd("HeaderStatement")
CITATION = _cd("Citation")
RELATION_STATEMENT = _cd("RelationStatement")
TASK = _cd("Task")
ASSIGNMENT = _cd("Assignment")
DEADLINE = _cd("Deadline")
OUTPUT = _cd("Output")
REPORTING_DUTY = _cd("ReportingDuty")
TARGET = _cd("Target")
AGENCY = _cd("Agency")
AGENCY_GROUP = _cd("AgencyGroup")
AGENCY_KIND = _cd("AgencyKind")
MATCH = _cd("Match")
PLACE_CLASS = _cd("Place")
CHANGE = _cd("Change")
CONTINUATION_CLASS = _cd("Continuation")
PROJECT_CLASS = _cd("Project")
PROJECT_STATEMENT = _cd("ProjectStatement")
PROJECT_DETAIL = _cd("ProjectDetail")
CLASSIFICATION_CLASS = _cd("Classification")
FIELD_CLASS = _cd("Field")

# Documents
DOCUMENT_TYPE = _cd("documentType")
NUMBER = _cd("number")
SYMBOL = _cd("symbol")
DATE = _cd("date")
TITLE = _cd("title")
ISSUER = _cd("issuer")
ISSUER_NAME = _cd("issuerName")
PROVINCE_NAME = _cd("provinceName")
PLACE_OF_ISSUE = _cd("placeOfIssue")
SIGNER_NAME = _cd("signerName")
SIGNER_POSITION = _cd("signerPosition")
SIGNER_AUTHORITY = _cd("signerAuthority")
RECIPIENT = _cd("recipient")
PERIOD_START = _cd("periodStart")
PERIOD_END = _cd("periodEnd")
VISION_YEAR = _cd("visionYear")
CANDIDATE = _cd("candidate")
MATCH_OF = _cd("match")
MATCHES = _cd("matches")
SOURCE_FILE_OF = _cd("sourceFile")
OTHER_FILE = _cd("otherFile")
FILE_NAME = _cd("fileName")
SHA256 = _cd("sha256")

# Relations between documents, by the names of loaders.model.RelationType
RELATIONS = {
    "implements": _cd("implements"),
    "based_on": _cd("basedOn"),
    "continues": _cd("continues"),
    "approves": _cd("approves"),
    "promulgates": _cd("promulgates"),
    "amends": _cd("amends"),
    "replaces": _cd("replaces"),
    "proposed_by": _cd("proposedBy"),
    "cites": _cd("cites"),
}
CASCADES_TO = _cd("cascadesTo")
CASCADES_TO_ALL = _cd("cascadesToAll")

# Provisions and evidence
OF_DOCUMENT = _cd("document")
PARENT = _cd("parent")
KIND = _cd("kind")
PATH = _cd("path")
LABEL = _cd("label")
TEXT = _cd("text")
START = _cd("start")
LINE = _cd("line")
PAGE = _cd("page")
PAGE_FRAGMENT = _cd("pageFragment")
OCR_CONFIDENCE = _cd("ocrConfidence")
FLAG = _cd("flag")
IN = _cd("in")
FROM = _cd("from")
TO = _cd("to")
STATES = _cd("states")

# Citations and statements
REFERS_TO = _cd("refersTo")
REPEATS = _cd("repeats")
CONFIDENCE = _cd("confidence")
REASON = _cd("reason")
CITED_NUMBER = _cd("citedNumber")
CITED_SYMBOL = _cd("citedSymbol")
CITED_DATE = _cd("citedDate")
CITED_TYPE = _cd("citedType")
CITED_ISSUER = _cd("citedIssuer")
ISSUER_BASIS = _cd("issuerBasis")
CITED_SUBJECT = _cd("citedSubject")
CITED_NAME = _cd("citedName")
CITED_TERM = _cd("citedTerm")
CITED_CANDIDATE = _cd("citedCandidate")
ISSUER_FROM = _cd("issuerFrom")
ISSUER_TO = _cd("issuerTo")
SUBJECT_FROM = _cd("subjectFrom")
SUBJECT_TO = _cd("subjectTo")
STATED_SOURCE = _cd("source")
STATED_TARGET = _cd("target")
SOURCE_DOCUMENT = _cd("sourceDocument")
TARGET_DOCUMENT = _cd("targetDocument")

# What follows from all graphs together
RANK = _cd("rank")
DOUBT_RANK = _cd("doubtRank")
TIMES_CITED = _cd("timesCited")
TASK_COUNT = _cd("taskCount")
REPORT_COUNT = _cd("reportCount")
TARGET_COUNT = _cd("targetCount")
TASK_FIELD = _cd("taskField")
IN_FIELD = _cd("inField")
DATED_TASK = _cd("datedTask")
DOUBTFUL_TASK = _cd("doubtfulTask")
ORPHANED_TASK = _cd("orphanedTask")
SETS_REPORT = _cd("setsReport")
TIMED_DUTY = _cd("timedDuty")
DATED_LEAD = _cd("datedLead")
RETURNING_DUTY = _cd("returningDuty")
CASCADES_NEXT = _cd("cascadesNext")
CASCADES_FIRST = _cd("cascadesFirst")
STEP_COUNT = _cd("stepCount")
LEADING_AGENCY = _cd("leadingAgency")
SUPPORTING_AGENCY = _cd("supportingAgency")
LEAD_COUNT = _cd("leadCount")
SUPPORT_COUNT = _cd("supportCount")
AGENCY_RANK = _cd("agencyRank")
NAME_RANK = _cd("nameRank")
MENTION_COUNT = _cd("mentionCount")
DOCUMENT_COUNT = _cd("documentCount")
PROJECT_COUNT = _cd("projectCount")
LEAST_CONFIDENCE = _cd("leastConfidence")
LEAST_CITED_CONFIDENCE = _cd("leastCitedConfidence")
PLAN_RANK = _cd("planRank")
PLAN_COUNT = _cd("planCount")
PROVINCE_COUNT = _cd("provinceCount")
PAGE_RANK = _cd("pageRank")
UNDATED_COUNT = _cd("undatedCount")
FOLDED_NAME = _cd("foldedName")
NAMED_IN = _cd("namedIn")
DUE_DAY = _cd("DueDay")
ON_DAY = _cd("onDay")
DUE_COUNT = _cd("dueCount")
FIELD_COUNT = _cd("FieldCount")
COUNT_OF = _cd("countOf")
COUNT_IN = _cd("countIn")
AGENCY_COUNT = _cd("AgencyCount")
COUNT_OF_AGENCY = _cd("countOfAgency")
COUNT_IN_DOCUMENT = _cd("countInDocument")
COUNT_RANK = _cd("countRank")
TASKS_LED = _cd("tasksLed")
TASKS_SUPPORTED = _cd("tasksSupported")
PARTNER_COUNT = _cd("PartnerCount")
PARTNERS_OF = _cd("partnersOf")
PARTNER = _cd("partner")
TASKS_SHARED = _cd("tasksShared")

# Duties
HAS_ASSIGNMENT = _cd("assignment")
HAS_DEADLINE = _cd("deadline")
HAS_OUTPUT = _cd("output")
OUTPUT_NAME = _cd("outputName")
REQUESTED = _cd("requested")
LED_BY = _cd("ledBy")
SET_BY = _cd("setBy")
SUPPORTED_BY = _cd("supportedBy")
ROLE = _cd("role")
BASIS = _cd("basis")
AGENT = _cd("agent")
AGENT_NAME = _cd("agentName")
INHERITED = _cd("inherited")
DEADLINE_KIND = _cd("deadlineKind")
DUE_FROM = _cd("dueFrom")
DUE_BY = _cd("dueBy")
RECURS = _cd("recurs")
OCCURS_ON = _cd("occursOn")
FREQUENCY = _cd("frequency")

# Targets
INDICATOR = _cd("indicator")
INDICATOR_KEY = _cd("indicatorKey")
COMPARATOR = _cd("comparator")
VALUE = _cd("value")
UNIT_NAME = _cd("unitName")
UNIT = _cd("unit")
QUANTITY = _cd("quantity")
BASE_UNIT = _cd("baseUnit")
TARGET_YEAR = _cd("targetYear")
SINCE_YEAR = _cd("sinceYear")
COUNTED = _cd("counted")
PLACE_NAME = _cd("placeName")

# Projects and fields
PROJECT = _cd("project")
CONCERNS = _cd("concerns")
PROJECT_NAME = _cd("projectName")
PROJECT_KIND = _cd("projectKind")
ASKS = _cd("asks")
DETAIL = _cd("detail")
DETAILS = {
    "stage": _cd("stage"),
    "place": _cd("placeName"),
    "scale": _cd("scale"),
    "capital": _cd("capital"),
    "period": _cd("projectPeriod"),
    "investor": _cd("investorName"),
}
"""What is told of a work, by the names of loaders.model.Project."""
CLASSIFICATION = _cd("classification")
FIELD = _cd("field")

# Agencies and places
AGENCY_KIND_OF = _cd("agencyKind")
PLACE = _cd("place")
WITHIN = _cd("within")
UNIT_TYPE = _cd("unitType")
VALID_FROM = _cd("validFrom")
VALID_TO = _cd("validTo")
CODE_2004 = _cd("code2004")
CODE_2025 = _cd("code2025")
LEVEL = _cd("level")
SYSTEM = _cd("system")
MEMBER_OF = _cd("memberOf")
UNITES = _cd("unites")

# Changes and who carries on
ORIGINAL = _cd("original")
RESULTING = _cd("resulting")
CHANGE_KIND = _cd("changeKind")
EFFECTIVE_DATE = _cd("effectiveDate")
LEGAL_BASIS = _cd("legalBasis")
SHARE = _cd("share")
FUNCTIONS = _cd("functions")
SCOPE = _cd("scope")
SCOPE_PLACE = _cd("scopePlace")
SUCCEEDED_BY = _cd("succeededBy")
CONTINUATION = _cd("continuation")
CARRIER = _cd("carrier")
CARRIER_KIND = _cd("carrierKind")
CARRIER_PLACE = _cd("carrierPlace")
VIA = _cd("via")
USUAL_LEAD = _cd("usualLead")


@lru_cache(maxsize=512)
def concept(scheme: str, name: str) -> NamedNode:
    """A concept of a vocabulary of the model: `concept("role", "lead")`.

    >>> concept("role", "lead").value
    'https://w3id.org/chidao/voc/role#lead'
    """
    return NamedNode(f"{VOCABULARY}{scheme}#{name}")


@lru_cache(maxsize=65536)
def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=XSD_INTEGER)


def date(value: str) -> Literal:
    """An xsd:date of an ISO date."""
    return Literal(value, datatype=XSD_DATE)


def decimal(value: str) -> Literal:
    """An xsd:decimal of its written form."""
    return Literal(value, datatype=XSD_DECIMAL)


def vi(text: str) -> Literal:
    """Words in Vietnamese."""
    return Literal(text, language="vi")
