extension LoggerComponent {
    static let handlers = """
        <component prefix="ZConfig.components.logger">
          <import package="ZConfig.components.logger" file="abstract.xml"/>
          <sectiontype name="ZConfig.logger.base-log-handler">
            <description>What all handlers have in common.</description>
            <key name="formatter" datatype="dotted-name">
              <description>What makes texts of records. Unless given: logging.Formatter.</description>
            </key>
            <key name="dateformat" default="%Y-%m-%dT%H:%M:%S">
              <description>How asctime is written, in the notation of strftime.</description>
            </key>
            <key name="level" datatype="ZConfig.components.logger.datatypes.logging_level" default="notset">
              <description>Records below it are dropped; the words are those of a logger's level.</description>
            </key>
            <key name="style" datatype=".formatter.log_format_style" default="classic">
              <description>
                The notation of format: classic (percent signs), format (braces), template or safe-template (dollar signs).
              </description>
            </key>
            <key name="arbitrary-fields" datatype="boolean" default="false">
              <description>Whether format may name fields that a record need not have.</description>
            </key>
          </sectiontype>
        \(handler("logfile", "FileHandlerFactory", """
            <description>Writes records to a file.</description>
            <example><![CDATA[
        <logfile>
          path    /var/log/app.log
          format  %(asctime)s %(message)s
        </logfile>
            ]]></example>
            <key name="path" required="yes">
              <description>The file; STDOUT and STDERR are the standard streams, which nothing rotates.</description>
            </key>
            <key name="old-files" datatype="integer" default="0">
              <description>How many old files are kept; needed where files are rotated.</description>
            </key>
            <key name="max-size" datatype="byte-size" default="0">
              <description>A file that has grown to this size is rotated.</description>
            </key>
            <key name="when" default="">
              <description>When files are rotated, as TimedRotatingFileHandler has it; not with max-size.</description>
            </key>
            <key name="interval" datatype="integer" default="0">
              <description>After how many of these times files are rotated.</description>
            </key>
            \(format("------\\n%(asctime)s %(levelname)s %(name)s %(message)s"))
            <key name="encoding">
              <description>How the file is encoded.</description>
            </key>
            <key name="delay" datatype="boolean" default="false">
              <description>Whether the file is opened only for the first record.</description>
            </key>
        """))
        \(handler("syslog", "SyslogHandlerFactory", """
            <description>Sends records to syslog.</description>
            <key name="facility" datatype=".handlers.syslog_facility" default="user">
              <description>The facility, such as daemon or local0.</description>
            </key>
            <key name="address" datatype="socket-address" default="localhost:514">
              <description>Where syslog listens.</description>
            </key>
            \(format("%(name)s %(message)s"))
        """))
        \(handler("win32-eventlog", "Win32EventLogFactory", """
            <description>Sends records to the event log of Windows.</description>
            <key name="appname" default="Zope">
              <description>The name of the program.</description>
            </key>
            \(format("%(levelname)s %(name)s %(message)s"))
        """))
        \(handler("http-logger", "HTTPHandlerFactory", """
            <description>Sends records to a web server.</description>
            <key name="url" datatype=".handlers.http_handler_url" default="http://localhost/">
              <description>Where to.</description>
            </key>
            <key name="method" datatype=".handlers.get_or_post" default="GET">
              <description>How: GET or POST.</description>
            </key>
            \(format("%(asctime)s %(levelname)s %(name)s %(message)s"))
        """))
        \(handler("email-notifier", "SMTPHandlerFactory", """
            <description>Sends records by mail.</description>
            <example><![CDATA[
        <email-notifier>
          from   app@example.org
          to     admin@example.org
          level  error
        </email-notifier>
            ]]></example>
            <key name="from" required="yes" attribute="fromaddr">
              <description>The sender.</description>
            </key>
            <multikey name="to" required="yes" attribute="toaddrs">
              <description>The recipients.</description>
            </multikey>
            <key name="subject" default="Message from Zope">
              <description>The subject.</description>
            </key>
            <key name="smtp-server" datatype="inet-address" default="localhost">
              <description>The mail server.</description>
            </key>
            <key name="smtp-username" default="">
              <description>Who logs in there; with smtp-password or not at all.</description>
            </key>
            <key name="smtp-password" default="">
              <description>The password for it.</description>
            </key>
            \(format("%(asctime)s %(levelname)s %(name)s %(message)s"))
        """))
        </component>
        """

    private static func handler(_ name: String, _ factory: String, _ children: String) -> String {
        """
          <sectiontype name="\(name)" datatype=".handlers.\(factory)"
                       implements="ZConfig.logger.handler" extends="ZConfig.logger.base-log-handler">
        \(children)
          </sectiontype>
        """
    }

    private static func format(_ text: String) -> String {
        """
        <key name="format" datatype=".formatter.escaped_string" default="\(text)">
              <description>
                A record as a text, with fields of the record in it. \\n, \\t, \\b, \\f and \\r stand for characters.
              </description>
            </key>
        """
    }
}
