import ZConfig

/// `<syslog>`: the syslog of this machine or of another.
struct SyslogSection: Sendable {
    let common = LogHandlerKeys(format: "%(name)s %(message)s")
    let facility = Key(
        "facility", .syslogFacility, default: "user",
        description: """
            The facility: auth, authpriv, cron, daemon, kern, lpr, mail, news, security, syslog, user, uucp, or local0 to \
            local7.
            """,
        example: "daemon")
    let address = Key(
        "address", .socketAddress, default: "localhost:514",
        description: "Where syslog listens: the path of a Unix datagram socket, or host and port for UDP.",
        example: "/dev/log")

    private static let facilities = [
        "kern": 0, "user": 1, "mail": 2, "daemon": 3, "auth": 4, "security": 4, "syslog": 5, "lpr": 6, "news": 7,
        "uucp": 8, "cron": 9, "authpriv": 10, "local0": 16, "local1": 17, "local2": 18, "local3": 19, "local4": 20,
        "local5": 21, "local6": 22, "local7": 23,
    ]

    var type: SectionType {
        SectionType(
            "syslog", implements: LogSections.abstractHandler, keys: [address, facility] + common.declarations,
            description: "Sends records to syslog, each as a message of its own.",
            example: """
                <syslog>
                  address   /dev/log
                  facility  daemon
                </syslog>
                """)
    }

    func read(_ section: Section, _ errors: inout ErrorCollector) -> LogHandlerConfiguration? {
        let facility = errors.read(facility, section).flatMap { SyslogSection.facilities[$0] }
        let address = errors.read(address, section)
        if case .unix(let path) = address, path.utf8.count > 107 || path.utf8.contains(0) {
            errors.record(
                section.error(
                    .conversion, at: self.address.name, "address: \(path.quoted) is no path of a socket"))
            return nil
        }
        return common.read(
            section, facility.flatMap { facility in address.map { .syslog($0, facility: facility) } },
            saidBy: self.address.name, &errors)
    }
}
