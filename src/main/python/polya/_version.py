"""The version of Polya, written by the build."""

VERSION = "${project.version}".replace("-SNAPSHOT", ".dev0")
