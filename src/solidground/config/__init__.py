"""Settings and the command line: the outermost layer. It never holds a rule, only how the program is started."""
