import EventLog
import Logging
import Testing
import ZConfig

/// What the sections of the log say.
@Suite struct LogSectionTests {
    @Test func withoutSectionsThereIsNothing() throws {
        let reading = try LogReading("")
        #expect(reading.report == [] && reading.log.level == nil && reading.log.handlers.isEmpty)
        #expect(reading.way(of: "a") == "20: ")
    }

    @Test func anEventLogHasALevelAndHandlers() throws {
        let reading = try LogReading(
            """
            <eventlog>
              level debug
              <logfile>
                path STDOUT
              </logfile>
              <syslog>
                address /dev/log
                facility LOCAL3
                level error
                format %(message)s
              </syslog>
              <syslog/>
            </eventlog>
            """)
        #expect(reading.report == [] && reading.log.level == 10 && reading.log.eventLog == 0..<3)
        #expect(
            reading.log.handlers.map(\.destination) == [
                .standardOutput, .syslog(.unix(path: "/dev/log"), facility: 19),
                .syslog(.inet(InetAddress(host: "localhost", port: 514)), facility: 1),
            ])
        #expect(reading.log.handlers.map(\.level) == [0, 40, 0])
        #expect(reading.log.handlers.map(\.hasOwnFormat) == [false, true, false])
        var record = LogRecord(time: LogTime(seconds: 0), level: .info, name: "a", message: "b")
        #expect(reading.log.handlers.map { $0.format.text(of: record) }.dropFirst() == ["b", "a b"])
        record.time = LogTime(seconds: 1_700_000_000)
        let lines = reading.log.handlers[0].format.text(of: record)
        #expect(lines.wholeMatch(of: /------\n2023-11-1\dT\d\d:\d\d:20 INFO a b/) != nil)
    }

    @Test func loggersTakeWhatIsBelowTheirNames() throws {
        let reading = try LogReading(
            """
            <eventlog>
              level warning
              <logfile>
                path all
              </logfile>
            </eventlog>
            <logger>
              name Mail
              level debug
              <logfile>
                path mail
              </logfile>
            </logger>
            <logger>
              name mail.in
              propagate no
              level notset
              <logfile>
                path in
              </logfile>
            </logger>
            <logger>
              name mail/in/bob
              level trace
            </logger>
            """)
        #expect(reading.report == [])
        #expect(reading.way(of: "other") == "30: all")
        #expect(reading.way(of: "mail") == "10: mail all")
        #expect(reading.way(of: "mailbox") == "30: all")
        #expect(reading.way(of: "mail/out") == "10: mail all")
        #expect(reading.way(of: "mail/in") == "10: in")
        #expect(reading.way(of: "mail.in.alice") == "10: in")
        #expect(reading.way(of: "mail/in/bob") == "5: in")
        #expect(reading.way(of: "mai") == "30: all")
    }

    @Test(
        arguments: [
            ("max-size 1kb\nold-files 3", LogRotation.size(1024), 3),
            ("when H\ninterval 6\nold-files 1", .time(.init(.hour, count: 6)), 1),
            ("when MidNight\nold-files 7", .time(.init(.midnight)), 7),
            ("when w6\nold-files 7", .time(.init(.weekday(6))), 7),
            ("encoding UTF-8", nil, 0),
            ("max-size 99999999999999999999gb\nold-files 99999999999999999999", .size(.max), .max),
        ] as [(String, LogRotation?, Int)])
    func filesAreRotated(lines: String, rotation: LogRotation?, oldFiles: Int) throws {
        let reading = try LogReading(handler: "logfile", "path x\n\(lines)")
        #expect(reading.report == [])
        #expect(reading.file?.rotation == rotation && reading.file?.oldFiles == oldFiles)
    }

    @Test(arguments: [
        ("", "2: configuration: no values for 'path'; 1 required"), ("path", "3: conversion: path: '' is no path"),
        ("path x\0y", "3: conversion: path:"), ("path x\nlevel loud", "4: conversion: "),
        ("path x\nwhen noon\nold-files 1", "4: conversion: when: 'noon' is no time"),
        ("path x\nwhen W7\nold-files 1", "4: conversion: when: 'W7'"),
        ("path x\nencoding latin-1", "4: conversion: encoding: logs are written in utf-8"),
        ("path x\nmax-size 1kb", "2: conversion: old-files must be set"),
        ("path x\nmax-size 1kb\nwhen H\nold-files 1", "2: conversion: a log is rotated by max-size or by when"),
        ("path x\nold-files 1", "2: conversion: max-size or when must be set"),
        ("path x\nmax-size -1", "4: conversion: max-size"), ("path x\nold-files -1", "4: conversion: old-files"),
        ("path x\nwhen S\ninterval 1000001\nold-files 1", "5: conversion: interval"),
        ("path STDERR\ndelay yes", "2: conversion: STDERR is open already"),
        ("path x\nformat %(mesage)s", "4: conversion: format: the format names a field 'mesage'"),
        ("path x\nstyle format\nformat {args}", "5: conversion: format: the format names a field 'args', for which"),
        ("path x\nformatter my.Formatter", "4: conversion: formatter: there is no formatter 'my.Formatter'"),
        ("path x\ndateformat %5000d", "4: conversion: dateformat: "),
    ])
    func whatIsWrongWithAFileIsTold(lines: String, error: String) throws {
        let report = try LogReading(handler: "logfile", lines).report
        #expect(report.count == 1 && report[0].hasPrefix("main.conf:\(error)"), "\(report)")
    }

    @Test func whatIsWrongWithASyslogIsTold() throws {
        let long = "/" + String(repeating: "x", count: 107)
        for (lines, error) in [
            ("address \(long)", "3: conversion: address: "), ("facility loud", "3: conversion: facility"),
        ] {
            let report = try LogReading(handler: "syslog", lines).report
            #expect(report.count == 1 && report[0].hasPrefix("main.conf:\(error)"), "\(report)")
        }
    }

    @Test func sectionsThatContradictEachOtherAreTold() throws {
        let report = try LogReading(
            """
            <eventlog>
              <logfile>
                path x
                max-size 1kb
                old-files 1
              </logfile>
            </eventlog>
            <eventlog>
              <logfile>
                path x
              </logfile>
            </eventlog>
            <logger>
              name a.b
            </logger>
            <logger>
              name A/B
            </logger>
            <logger>
            </logger>
            <logger>
              name
            </logger>
            """
        ).report
        #expect(
            report == [
                "main.conf:8: configuration: there is an <eventlog> already",
                "main.conf:10: configuration: path: 'x' is rotated or opened in another way at main.conf:2",
                "main.conf:17: configuration: there is a <logger> with the name 'A/B' already",
                "main.conf:19: configuration: no values for 'name'; 1 required in <logger>",
                "main.conf:22: conversion: name: a daemon's name is wanted",
            ])
    }

    @Test func whatTheComponentHasButNotThisIsUnknown() throws {
        let report = try LogReading(handler: "http-logger", "url http://localhost/").report
        #expect(report.count == 1 && report[0].hasPrefix("main.conf:2: syntax: unknown type name: 'http-logger'"))
    }

    @Test(arguments: [
        (0, Logger.Level.trace), (1, .trace), (5, .trace), (6, .debug), (15, .info), (20, .info), (21, .notice),
        (30, .warning), (40, .error), (41, .critical), (50, .critical),
    ])
    func numbersAreThresholds(number: Int, level: Logger.Level) {
        #expect(Logger.Level(atLeast: number) == level)
    }
}
