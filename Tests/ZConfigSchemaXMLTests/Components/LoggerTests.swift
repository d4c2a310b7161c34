import Testing
import ZConfig
import ZConfigSchemaXML

/// The component for loggers: its types with their defaults, and the rules of each kind of handler.
@Suite struct LoggerTests {
    private let shelf = Shelf(
        """
        <import package="ZConfig.components.logger"/>
        <multisection type="ZConfig.logger.log" attribute="logs"/>
        """)

    private static let common =
        #""formatter":null,"dateformat":"%Y-%m-%dT%H:%M:%S","level":0,"style":"classic","arbitrary_fields":false"#

    /// The handlers of a configuration with one of them.
    private func handlers(_ text: String) throws -> String {
        let start = #"{"logs":[{"type":"eventlog","name":null,"values":{"level":20,"handlers":["#
        let values = try shelf.values("<eventlog>\n\(text)\n</eventlog>")
        #expect(values.hasPrefix(start) && values.hasSuffix("]}}]}"))
        return String(values.dropFirst(start.count).dropLast("]}}]}".count))
    }

    @Test func itsFilesCanBeImportedAlone() throws {
        let names = [
            "abstract.xml": 0, "base-logger.xml": 1, "handlers.xml": 6, "eventlog.xml": 2, "logger.xml": 3,
            "component.xml": 9,
        ]
        for (file, count) in names {
            let schema = try Shelf("<import package='ZConfig.components.logger' file='\(file)'/>").schema()
            #expect(schema.types.count == count && schema.abstractTypes.count == 2, "\(file)")
        }
        #expect(
            Shelf("<import package='ZConfig.components.logger' file='none.xml'/>").schemaError
                == "package:ZConfig.components.logger:none.xml: resource: there is no such file "
                + "(needed at schema.xml:2)"
        )
    }

    @Test func everyTypeAndKeyIsDescribed() throws {
        let schema = try shelf.schema()
        #expect(schema.types.allSatisfy { !$0.description.isEmpty })
        #expect(schema.abstractTypes.allSatisfy { !$0.description.isEmpty })
        #expect(schema.types.flatMap(\.keys).allSatisfy { !$0.description.isEmpty })
        #expect(schema.types.flatMap(\.sections).allSatisfy { !$0.description.isEmpty })
    }

    @Test func loggersHaveTheirDefaults() throws {
        #expect(
            try shelf.values("<eventlog/>\n<logger/>\n<logger a>\nname a.b\nlevel WARN\npropagate off\n</logger>")
                == #"{"logs":[{"type":"eventlog","name":null,"values":{"level":20,"handlers":[]}},"#
                + #"{"type":"logger","name":null,"values":{"level":20,"handlers":[],"propagate":true,"name":null}},"#
                + #"{"type":"logger","name":"a","values":{"level":30,"handlers":[],"propagate":false,"name":"a.b"}}]}"#)
    }

    @Test(arguments: [
        (
            "<logfile>\npath a.log\n</logfile>",
            #"{"type":"logfile","name":null,"values":{\#(common),"path":"a.log","old_files":0,"max_size":0,"when":"","#
                + #""interval":0,"format":"------\n%(asctime)s %(levelname)s %(name)s %(message)s","encoding":null,"#
                + #""delay":false}}"#
        ),
        (
            "<syslog x/>",
            #"{"type":"syslog","name":"x","values":{\#(common),"facility":"user","#
                + #""address":{"family":"inet","address":["localhost",514]},"format":"%(name)s %(message)s"}}"#
        ),
        (
            "<win32-eventlog/>",
            #"{"type":"win32-eventlog","name":null,"values":{\#(common),"appname":"Zope","#
                + #""format":"%(levelname)s %(name)s %(message)s"}}"#
        ),
        (
            "<http-logger/>",
            #"{"type":"http-logger","name":null,"values":{\#(common),"url":["localhost","/"],"method":"GET","#
                + #""format":"%(asctime)s %(levelname)s %(name)s %(message)s"}}"#
        ),
        (
            "<email-notifier>\nfrom a@b\nto c@d\nto e@f\n</email-notifier>",
            #"{"type":"email-notifier","name":null,"values":{\#(common),"fromaddr":"a@b","toaddrs":["c@d","e@f"],"#
                + #""subject":"Message from Zope","smtp_server":["localhost",null],"smtp_username":"","#
                + #""smtp_password":"","format":"%(asctime)s %(levelname)s %(name)s %(message)s"}}"#
        ),
    ])
    func aHandlerHasItsDefaults(text: String, values: String) throws {
        #expect(try handlers(text) == values)
    }

    @Test(arguments: [
        "<logfile>\npath STDOUT\ninterval 2\n</logfile>", "<logfile>\npath STDERR\nlevel error\n</logfile>",
        "<logfile>\npath a\nold-files 3\nmax-size 1mb\n</logfile>",
        "<logfile>\npath a\nold-files 3\nwhen midnight\ninterval 2\ndelay yes\nencoding utf-8\n</logfile>",
        "<logfile>\npath a\nstyle format\nformat {levelname:>8} {message}\n</logfile>",
        "<syslog>\nfacility LOCAL7\naddress /dev/log\nformat %(process)d\\t%(message)s\n</syslog>",
        "<syslog>\nstyle template\nformat $${name}: $$message\n</syslog>",
        "<win32-eventlog>\nstyle SAFE-template\nformat $$none $$\n</win32-eventlog>",
        "<win32-eventlog>\narbitrary-fields on\nformat %(user)s\n</win32-eventlog>",
        "<http-logger>\nurl http://Example.ORG:8080/log?x\nmethod post\n</http-logger>",
        "<email-notifier>\nfrom a\nto b\nsmtp-username u\nsmtp-password p\nsmtp-server mail:25\n</email-notifier>",
        "<email-notifier>\nfrom a\nto b\nformatter logging.Formatter\n</email-notifier>",
    ])
    func aHandlerThatKeepsTheRulesIsTaken(text: String) throws {
        #expect(try handlers(text).hasPrefix(#"{"type":""#))
    }

    /// Each is told at a line of the file: that of the value, or where the section around the handler ends.
    @Test(arguments: [
        ("<logfile/>", "2: configuration: no values for 'path'; 1 required"),
        ("<logfile>\n</logfile>", "3: syntax: no values for 'path'; 1 required"),
        (
            "<logfile>\npath STDOUT\ndelay yes\n</logfile>",
            "6: conversion: <logfile> at main.conf:2: STDOUT is open already"
        ),
        (
            "<logfile>\npath STDERR\nmax-size 1\n</logfile>",
            "6: conversion: <logfile> at main.conf:2: STDERR cannot be rotated"
        ),
        ("<logfile>\npath a\nmax-size 1\n</logfile>", "6: conversion: <logfile> at main.conf:2: old-files must be set"),
        (
            "<logfile>\npath a\nold-files x\n</logfile>",
            "4: conversion: old-files in <logfile>: 'x' is not a whole number"
        ),
        ("<logfile>\npath a\nlevel 51\n</logfile>", "4: conversion: level in <logfile>: '51' is not a log level"),
        (
            "<logfile>\npath a\nstyle odd\n</logfile>",
            "4: conversion: style in <logfile>: 'odd' is no style of log formats"
        ),
        (
            "<syslog>\nfacility ftp\n</syslog>",
            "3: conversion: facility in <syslog>: 'ftp' is no facility of the system log"
        ),
        ("<syslog>\nformat %(none)s\n</syslog>", "5: conversion: <syslog> at main.conf:2: "),
        ("<syslog>\nformat %d\n</syslog>", "5: conversion: <syslog> at main.conf:2: "),
        (
            "<syslog>\nformatter my.Own\n</syslog>",
            "5: conversion: <syslog> at main.conf:2: there is no formatter 'my.Own'"
        ),
        ("<win32-eventlog>\nformat %(name)d\n</win32-eventlog>", "5: conversion: <win32-eventlog> at main.conf:2: "),
        ("<win32-eventlog x>\nname y\n</win32-eventlog>", "3: configuration: 'name' is not a known key name"),
        ("<http-logger>\nmethod PUT\n</http-logger>", "3: conversion: method in <http-logger>: 'PUT' is no method"),
        ("<http-logger>\nurl https://a/\n</http-logger>", "3: conversion: url in <http-logger>: "),
        ("<http-logger>\nstyle format\nformat {none}\n</http-logger>", "6: conversion: <http-logger> at main.conf:2: "),
        ("<email-notifier>\nto a\n</email-notifier>", "4: syntax: no values for 'from'; 1 required"),
        ("<email-notifier>\nfrom a\n</email-notifier>", "4: syntax: not enough values for 'to'; 0 found, 1 required"),
        (
            "<email-notifier>\nfrom a\nto b\nsmtp-username c\n</email-notifier>",
            "7: conversion: <email-notifier> at main.conf:2: smtp-username and smtp-password must both be given"
        ),
        ("<logger/>", "2: syntax: no matching section defined for type='logger', name='None'"),
    ])
    func aHandlerThatBreaksARuleIsRefused(text: String, error: String) throws {
        let found = try #require(shelf.error("<eventlog>\n\(text)\n</eventlog>"))
        #expect(found.hasPrefix("main.conf:\(error)"))
    }

    @Test func everyBrokenRuleIsGathered() throws {
        let text = """
            <eventlog>
            <logfile>
            path STDOUT
            delay yes
            </logfile>
            <syslog>
            facility ftp
            format %(none)s
            </syslog>
            <email-notifier>
            from a
            to b
            smtp-password c
            </email-notifier>
            </eventlog>
            """
        let loader = ConfigurationLoader(
            schema: try shelf.schema(), resources: InMemoryResources(["main.conf": text]), environment: { _ in nil })
        let errors = loader.check("main.conf").errors.sorted.map { String("\($0)".prefix(50)) }
        #expect(
            Set(errors) == [
                "main.conf:15: conversion: <logfile> at main.conf:2",
                "main.conf:7: conversion: facility in <syslog>: 'ft",
                "main.conf:15: conversion: <email-notifier> at main",
            ])
    }

    @Test func aHandlerOfOnesOwnMayExtendOne() throws {
        let shelf = Shelf(
            """
            <import package="ZConfig.components.logger"/>
            <sectiontype name="my-file" extends="logfile" implements="ZConfig.logger.handler">
              <key name="mode"/>
            </sectiontype>
            <sectiontype name="odd" datatype="ZConfig.components.logger.handlers.SyslogHandlerFactory"/>
            <section type="ZConfig.logger.log" attribute="log"/><section type="odd" attribute="odd"/>
            """)
        #expect(try shelf.values("<eventlog>\n<my-file>\npath a\n</my-file>\n</eventlog>").contains(#""mode":null"#))
        #expect(
            shelf.error("<eventlog>\n<my-file>\npath STDOUT\ndelay on\n</my-file>\n</eventlog>")
                == "main.conf:6: conversion: <my-file> at main.conf:2: STDOUT is open already: delay is for files")
        #expect(
            shelf.error("<odd/>")?.hasPrefix("main.conf: conversion: <odd> at main.conf:1: its type has no attribute ")
                == true)
    }
}
