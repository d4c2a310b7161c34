/// Takes `-oPATH=VALUE` apart, which the parser of the command line would read as an option `oPATH` with a value.
enum JoinedOverrides {
    /// The arguments of a program with each `-oPATH=VALUE` of `config dump` and `config check` as two.
    static func separated(_ arguments: [String]) -> [String] {
        guard arguments.first == "config", arguments.count > 1, ["dump", "check"].contains(arguments[1]) else {
            return arguments
        }
        var separated: [String] = []
        var isValue = false
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" { return separated + [argument] + rest }
            if !isValue, argument.hasPrefix("-o"), argument != "-o" {
                separated += ["-o", String(argument.dropFirst(2))]
            } else {
                separated.append(argument)
            }
            isValue = !isValue && ["-o", "--set", "--schema", "--component-path", "--format"].contains(argument)
        }
        return separated
    }
}
