"""Why a link to a document is not certain: the concepts of ontology/vocabularies/reasons.ttl that linking gives.

How sure each leaves a link: kg/data/reasons.toml. Those on agencies stand in kg.link.agencies.
"""

DATE_MISSING = "date-missing"
DATE_DIFFERS = "date-differs"
ISSUER_MISSING = "issuer-missing"
ISSUER_DIFFERS = "issuer-differs"
NAME_ONLY = "name-only"
LATER = "later-than-citing"
SAME_FILE = "same-file"
YEAR_DIFFERS = "year-differs"
DATE_SUSPECT = "date-suspect"
BEST_TITLE = "best-title"
SEVERAL = "several-fit"
TOO_LITTLE = "too-little"
OTHER_PLACE = "other-place"
TYPE_DIFFERS = "type-differs"
TITLE_DIFFERS = "title-differs"
