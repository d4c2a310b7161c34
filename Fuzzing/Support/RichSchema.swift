package import ZConfig
import ZConfigSchemaXML

/// A schema with everything in it: all datatypes, abstract types, slots and maps of each kind, defaults, handlers.
package enum RichSchema {
    package static let files: [String: [UInt8]] = [
        "rich.xml": bytes(text),
        "package:demo:component.xml": bytes(
            """
            <component prefix="demo"><import package="demo" file="more.xml"/>
              <sectiontype name="cat" implements="animal"><key name="lives" datatype="integer" default="9"/></sectiontype>
            </component>
            """),
        "package:demo:more.xml": bytes(
            """
            <component>
              <sectiontype name="dog" implements="animal" keytype="identifier"><multikey name="+" attribute="map"/>
              </sectiontype>
            </component>
            """),
        "package:demo.broken:component.xml": bytes("<component><sectiontype/></component>"),
    ]

    package static let schema: Schema = {
        do {
            return try SchemaLoader(resources: Files(files), surroundings: FewPaths()).load("rich.xml")
        } catch {
            fatalError("\(error)")
        }
    }()

    private static let datatypes = StockDatatypes(surroundings: FewPaths()).names.enumerated().map { number, name in
        """
        <key name="\(name.contains(".") ? "log-\(number)" : name)" datatype="\(name)"/>
        <multikey name="\(name.contains(".") ? "log-\(number)" : name)s" attribute="many_\(number)" datatype="\(name)"/>

        """
    }.joined()

    private static let text = """
        <schema handler="root-handler">
          <import package="ZConfig.components.basic"/>
          <import package="ZConfig.components.logger"/>
          <abstracttype name="animal"/>
          <abstracttype name="part"/>
          <sectiontype name="values" implements="part">\(datatypes)</sectiontype>
          <sectiontype name="texts" keytype="identifier" implements="part">
            <key name="+" attribute="map"><default key="Given">text</default></key>
          </sectiontype>
          <sectiontype name="lists" implements="part">
            <multikey name="+" attribute="map" datatype="integer"><default key="a">1</default></multikey>
            <key name="count" datatype="integer" default="3" handler="count-handler"/>
            <multikey name="sizes" datatype="byte-size"><default>1kb</default><default>2mb</default></multikey>
          </sectiontype>
          <sectiontype name="hosts" keytype="ipaddr-or-hostname"><key name="+" attribute="map" required="yes"/></sectiontype>
          <sectiontype name="own" extends="ZConfig.basic.mapping" keytype="dotted-name"/>
          <sectiontype name="strict">
            <key name="must" required="yes" datatype="integer"/><multikey name="musts" required="yes"/>
            <key name="may" default="yes" datatype="boolean"/>
          </sectiontype>
          <sectiontype name="box" implements="part">
            <key name="text"/><multikey name="notes"/>
            <section type="values" name="*" attribute="values"/>
            <section type="part" name="best" attribute="best"/>
            <section type="strict" name="+" attribute="strict" handler="strict-handler"/>
            <multisection type="texts" name="*" attribute="texts"/>
            <multisection type="box" name="+" attribute="boxes"/>
          </sectiontype>
          <sectiontype name="needy"><multisection type="part" name="*" attribute="parts" required="yes"/>
            <section type="hosts" name="only" required="yes"/></sectiontype>
          <key name="count" datatype="integer"/><key name="text" default="some text"/><multikey name="notes"/>
          <key name="count-of-all" datatype="time-interval" default="1h"/>
          <multisection type="part" name="*" attribute="parts"/>
          <multisection type="needy" name="*" attribute="needy"/>
          <section type="own" name="*" attribute="own"/>
          <section type="box" name="main-box"/>
          <multisection type="hosts" name="+" attribute="hosts"/>
          <multisection type="strict" name="*" attribute="stricts"/>
          <section type="animal" name="*" attribute="animal"/>
          <multisection type="ZConfig.logger.log" name="*" attribute="loggers"/>
          <multikey name="+" attribute="rest" datatype="string-list"/>
        </schema>
        """
}
