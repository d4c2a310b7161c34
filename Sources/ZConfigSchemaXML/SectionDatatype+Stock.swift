import BigInt
import ZConfig

extension SectionDatatype {
    /// A datatype of sections that comes with the language; nil for any other name.
    ///
    /// Those of loggers check what the reference implementation checks when it makes the objects they stand for; the
    /// sections stay as they are.
    static func stock(_ name: String) -> SectionDatatype? {
        switch name {
        case "ZConfig.components.basic.mapping.mapping":
            return SectionDatatype(name, isMap: true) { section throws(ConversionError) in
                _ = try section.required("mapping")
            }
        case "ZConfig.components.logger.logger.EventLogFactory":
            return SectionDatatype(name) { section throws(ConversionError) in
                for attribute in ["level", "handlers"] { _ = try section.required(attribute) }
            }
        case "ZConfig.components.logger.logger.LoggerFactory":
            return SectionDatatype(name) { section throws(ConversionError) in
                for attribute in ["level", "handlers", "name", "propagate"] { _ = try section.required(attribute) }
            }
        case "ZConfig.components.logger.handlers.SyslogHandlerFactory",
            "ZConfig.components.logger.handlers.Win32EventLogFactory",
            "ZConfig.components.logger.handlers.HTTPHandlerFactory":
            return SectionDatatype(name, check: checkFormat)
        case "ZConfig.components.logger.handlers.FileHandlerFactory":
            return SectionDatatype(name) { section throws(ConversionError) in
                try checkFormat(section)
                try LogFileRules.check(
                    path: section.text("path") ?? "", maxSize: section.number("max_size"),
                    oldFiles: section.number("old_files"), when: section.text("when") ?? "",
                    interval: section.number("interval"), encoding: section.text("encoding"),
                    delay: section.flag("delay"))
            }
        case "ZConfig.components.logger.handlers.SMTPHandlerFactory":
            return SectionDatatype(name) { section throws(ConversionError) in
                try checkFormat(section)
                try MailRules.check(
                    username: section.text("smtp_username") ?? "", password: section.text("smtp_password") ?? "")
            }
        default:
            return name.inLowerCase == "null" ? .null : nil
        }
    }

    /// What all handlers check.
    private static let checkFormat: @Sendable (Section) throws(ConversionError) -> Void = {
        section throws(ConversionError) in
        let style = try section.text("style") ?? ""
        let format = try section.text("format") ?? ""
        _ = try section.required("dateformat")
        try LogFormatCheck.check(formatter: section.text("formatter"))
        try LogFormatCheck.check(
            format: format, style: LogFormatStyle(rawValue: style) ?? .classic,
            arbitraryFields: section.flag("arbitrary_fields"))
    }
}

extension Section {
    /// What is under an attribute.
    /// - Throws: an error if the type has none of that name.
    fileprivate func required(_ attribute: String) throws(ConversionError) -> AttributeValue {
        guard let value = self.attribute(attribute) else {
            throw ConversionError("its type has no attribute '\(attribute)'")
        }
        return value
    }

    private func value(_ attribute: String) throws(ConversionError) -> (any Sendable)? {
        guard case .value(let value) = try required(attribute) else {
            throw ConversionError("its attribute '\(attribute)' has to be a key's that stands once")
        }
        return value
    }

    fileprivate func text(_ attribute: String) throws(ConversionError) -> String? {
        try value(attribute) as? String
    }

    fileprivate func flag(_ attribute: String) throws(ConversionError) -> Bool {
        try value(attribute) as? Bool ?? false
    }

    fileprivate func number(_ attribute: String) throws(ConversionError) -> BigInt {
        let value = try value(attribute)
        return (value as? Int).map { BigInt($0) } ?? value as? BigInt ?? 0
    }
}
