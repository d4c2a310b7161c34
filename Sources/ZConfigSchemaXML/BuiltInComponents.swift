/// The components that come with the language, written as schemas of their own.
enum BuiltInComponents {
    /// The text of a component; nil if it is not built in.
    static func text(_ location: String) -> String? {
        switch location {
        case "package:ZConfig.components.basic:component.xml":
            component(importing: "ZConfig.components.basic", "mapping.xml")
        case "package:ZConfig.components.basic:mapping.xml": mapping
        case "package:ZConfig.components.logger:component.xml":
            component(
                importing: "ZConfig.components.logger", "abstract.xml", "handlers.xml", "logger.xml", "eventlog.xml")
        case "package:ZConfig.components.logger:abstract.xml": LoggerComponent.abstractTypes
        case "package:ZConfig.components.logger:handlers.xml": LoggerComponent.handlers
        case "package:ZConfig.components.logger:base-logger.xml": LoggerComponent.baseLogger
        case "package:ZConfig.components.logger:eventlog.xml": LoggerComponent.eventLog
        case "package:ZConfig.components.logger:logger.xml": LoggerComponent.logger
        default: nil
        }
    }

    private static func component(importing package: String, _ files: String...) -> String {
        let imports = files.map { "  <import package=\"\(package)\" file=\"\($0)\"/>\n" }.joined()
        return "<component>\n\(imports)</component>\n"
    }

    private static let mapping = """
        <component>
          <sectiontype name="ZConfig.basic.mapping" datatype="ZConfig.components.basic.mapping.mapping">
            <description>
              Keys that nobody declares, each with a text. Made to be extended, perhaps with another key type.
            </description>
            <key name="+" attribute="mapping"/>
          </sectiontype>
        </component>
        """
}
