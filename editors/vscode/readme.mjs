// The README of the package, without its picture: VS Code shows none that is not on the web.
import { readFileSync, writeFileSync } from "node:fs";

writeFileSync("dist/README.md", readFileSync("README.md", "utf8").replace(/^!\[.*\n\n/m, ""));
