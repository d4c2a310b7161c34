// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "daemonapp",
    products: [
        .executable(name: "daemonapp", targets: ["daemonapp"]),
        .library(name: "CommandDaemon", targets: ["CommandDaemon"]),
        .library(name: "DaemonHost", targets: ["DaemonHost"]),
        .library(name: "Daemons", targets: ["Daemons"]),
        .library(name: "DaemonAppCLI", targets: ["DaemonAppCLI"]),
        .library(name: "DaemonAppTesting", targets: ["DaemonAppTesting"]),
        .library(name: "DirectoryQueues", targets: ["DirectoryQueues"]),
        .library(name: "DispatchReactor", targets: ["DispatchReactor"]),
        .library(name: "EventLog", targets: ["EventLog"]),
        .library(name: "FastCGI", targets: ["FastCGI"]),
        .library(name: "FileCleanup", targets: ["FileCleanup"]),
        .library(name: "Scheduling", targets: ["Scheduling", "ScheduleSimulation"]),
        .library(name: "ZConfig", targets: ["ZConfig"]),
        .library(name: "ZConfigFiles", targets: ["ZConfigFiles"]),
        .library(name: "ZConfigProvider", targets: ["ZConfigProvider"]),
        .library(name: "ZConfigReference", targets: ["ZConfigReference"]),
        .library(name: "ZConfigSchemaXML", targets: ["ZConfigSchemaXML"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["CommandLineArguments"]),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // Pure: values and synchronous state machines.
        .target(name: "Scheduling"),
        .target(name: "ScheduleSimulation", dependencies: ["Scheduling"]),
        .target(name: "ZConfig", dependencies: [.product(name: "BigInt", package: "BigInt")]),
        .target(name: "ZConfigReference", dependencies: ["ZConfig"]),
        .target(
            name: "FastCGI",
            dependencies: [
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),
        .target(
            name: "EventLog",
            dependencies: [
                "ZConfig", .product(name: "BigInt", package: "BigInt"), .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // Contracts: what the parts ask of each other.
        .systemLibrary(name: "CLinux"),
        .target(
            name: "EventLoopServices",
            dependencies: ["CLinux", .product(name: "HeapModule", package: "swift-collections")]
        ),
        .target(
            name: "Daemons",
            dependencies: [
                "EventLoopServices", "Scheduling", "ZConfig", .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),

        // Adapters: one foreign thing each.
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .target(
            name: "ZConfigSchemaXML", dependencies: ["CExpat", "ZConfig", .product(name: "BigInt", package: "BigInt")]),
        .target(
            name: "ZConfigFiles",
            dependencies: ["CLinux", "ZConfig", .product(name: "SystemPackage", package: "swift-system")]),
        .target(name: "DispatchReactor", dependencies: ["CLinux", "EventLoopServices"]),
        .target(
            name: "ZConfigProvider",
            dependencies: ["ZConfig", .product(name: "Configuration", package: "swift-configuration")]
        ),

        // Host.
        .target(
            name: "DaemonHost",
            dependencies: [
                "CLinux",
                "Daemons", "EventLog", "EventLoopServices", "Scheduling", "ZConfig",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .target(
            name: "CommandDaemon",
            dependencies: [
                "CLinux", "Daemons", "EventLoopServices", "Scheduling", "ZConfig",
                .product(name: "BigInt", package: "BigInt"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),

        .target(
            name: "DirectoryQueues",
            dependencies: [
                "CLinux", "Daemons", "EventLoopServices", "Scheduling", "ZConfig",
                .product(name: "BigInt", package: "BigInt"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .target(
            name: "FileCleanup",
            dependencies: [
                "CLinux", "Daemons", "EventLoopServices", "Scheduling", "ZConfig",
                .product(name: "BigInt", package: "BigInt"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),

        // Outside.
        .target(
            name: "DaemonAppCLI",
            dependencies: [
                "CommandDaemon", "DaemonHost", "Daemons", "DirectoryQueues", "DispatchReactor", "EventLog",
                "EventLoopServices", "FileCleanup",
                "CLinux", "ScheduleSimulation", "Scheduling", "ZConfig", "ZConfigFiles",
                "ZConfigReference", "ZConfigSchemaXML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .executableTarget(
            name: "daemonapp",
            dependencies: ["DaemonAppCLI"]
        ),
        .target(
            name: "DaemonAppTesting",
            dependencies: [
                "CLinux", "DaemonHost", "Daemons", "EventLoopServices", "Scheduling", "ZConfig",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // Tests.
        .testTarget(name: "SchedulingTests", dependencies: ["ScheduleSimulation", "Scheduling"]),
        .testTarget(name: "DispatchReactorTests", dependencies: ["DaemonAppTesting", "DispatchReactor"]),
        .testTarget(
            name: "FastCGITests",
            dependencies: [
                "FastCGI",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "DaemonAppTestingTests",
            dependencies: [
                "DaemonAppTesting", "DaemonHost", "Daemons", "EventLoopServices", "ZConfig",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "DaemonHostTests",
            dependencies: [
                "DaemonAppTesting", "DaemonHost", "Daemons", "DispatchReactor", "EventLoopServices", "Scheduling",
                "ZConfig",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(name: "ZConfigTests", dependencies: ["ZConfig", .product(name: "BigInt", package: "BigInt")]),
        .testTarget(
            name: "ZConfigReferenceTests",
            dependencies: [
                "CommandDaemon", "DaemonHost", "Daemons", "ZConfig", "ZConfigReference", "ZConfigSchemaXML",
            ]
        ),
        .testTarget(
            name: "ZConfigSchemaXMLTests",
            dependencies: ["ZConfig", "ZConfigSchemaXML"]
        ),
        .testTarget(
            name: "ZConfigProviderTests",
            dependencies: [
                "ZConfig", "ZConfigProvider",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "ConfigurationTesting", package: "swift-configuration"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "DaemonsTests",
            dependencies: [
                "DaemonHost", "Daemons", "Scheduling", "ZConfig",
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "EventLogTests",
            dependencies: [
                "EventLog", "ZConfig",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "DaemonAppCLITests",
            dependencies: [
                "DaemonAppCLI", "DaemonAppTesting", "DaemonHost", "Daemons", "DispatchReactor", "EventLog",
                "EventLoopServices",
                "ScheduleSimulation", "Scheduling", "ZConfig",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "CommandDaemonTests",
            dependencies: [
                "CommandDaemon", "DaemonAppTesting", "Daemons", "EventLoopServices", "ZConfig",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "DirectoryQueuesTests",
            dependencies: [
                "DaemonAppTesting", "DaemonHost", "Daemons", "DirectoryQueues", "DispatchReactor", "Scheduling",
                "ZConfig",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "FileCleanupTests",
            dependencies: [
                "CLinux", "DaemonAppTesting", "DaemonHost", "Daemons", "EventLoopServices", "FileCleanup", "Scheduling",
                "ZConfig",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "DaemonAppTesting", "daemonapp",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
    ]
)

/// One list for every target, each with the proposal it comes from.
let strictSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
    .enableUpcomingFeature("ImmutableWeakCaptures"),  // SE-0481
    .strictMemorySafety(),  // SE-0458
    .treatAllWarnings(as: .error),  // SE-0480
]

for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + strictSettings
}
