/// The component `ZConfig.components.logger`: sections that describe loggers and where their records go.
enum LoggerComponent {
    static let abstractTypes = """
        <component>
          <abstracttype name="ZConfig.logger.handler">
            <description>Where the records of a logger go.</description>
          </abstracttype>
          <abstracttype name="ZConfig.logger.log">
            <description>A logger.</description>
          </abstracttype>
        </component>
        """

    static let baseLogger = """
        <component prefix="ZConfig.components.logger.logger">
          <import package="ZConfig.components.logger" file="abstract.xml"/>
          <sectiontype name="ZConfig.logger.base-logger">
            <description>What all loggers have in common.</description>
            <example><![CDATA[
        <logger>
          level  info
          <logfile>
            path  STDOUT
          </logfile>
        </logger>
            ]]></example>
            <key name="level" datatype="ZConfig.components.logger.datatypes.logging_level" default="info">
              <description>
                Records below it are dropped: critical (or fatal), error, warn (or warning), info, blather, debug, trace,
                all; notset leaves the choice to the logger above; or a number from 0 to 50.
              </description>
            </key>
            <multisection type="ZConfig.logger.handler" name="*" attribute="handlers">
              <description>Where the records go, each to every one of them.</description>
            </multisection>
          </sectiontype>
        </component>
        """

    static let eventLog = """
        <component prefix="ZConfig.components.logger.logger">
          <import package="ZConfig.components.logger" file="abstract.xml"/>
          <import package="ZConfig.components.logger" file="base-logger.xml"/>
          <sectiontype name="eventlog" datatype=".EventLogFactory"
                       extends="ZConfig.logger.base-logger" implements="ZConfig.logger.log">
            <description>The logger above all others.</description>
          </sectiontype>
        </component>
        """

    static let logger = """
        <component prefix="ZConfig.components.logger.logger">
          <import package="ZConfig.components.logger" file="abstract.xml"/>
          <import package="ZConfig.components.logger" file="base-logger.xml"/>
          <import package="ZConfig.components.logger" file="eventlog.xml"/>
          <sectiontype name="logger" datatype=".LoggerFactory"
                       extends="ZConfig.logger.base-logger" implements="ZConfig.logger.log">
            <description>A logger with a name.</description>
            <key name="propagate" datatype="boolean" default="true">
              <description>Whether the logger above gets the records, too.</description>
            </key>
            <key name="name" datatype="dotted-name">
              <description>The name, whose parts say which loggers are above it.</description>
            </key>
          </sectiontype>
        </component>
        """
}
