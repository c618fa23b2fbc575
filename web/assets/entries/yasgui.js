// The editor of SPARQL.
import Yasgui from "@triply/yasgui";
import "@triply/yasgui/build/yasgui.min.css";

export default Yasgui;
