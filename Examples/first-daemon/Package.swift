// swift-tools-version: 6.2

import PackageDescription

// With this setting async functions that a run calls stay on the app's executor.
let settings: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

let package = Package(
    name: "first-daemon",
    dependencies: [
        .package(name: "daemonapp", path: "../.."),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(
            name: "SizeWatch",
            dependencies: [
                .product(name: "Daemons", package: "daemonapp"), .product(name: "ZConfig", package: "daemonapp"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "first-daemon",
            dependencies: [
                "SizeWatch",
                .product(name: "DaemonHost", package: "daemonapp"),
                .product(name: "DispatchReactor", package: "daemonapp"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "ZConfig", package: "daemonapp"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SizeWatchTests",
            dependencies: ["SizeWatch", .product(name: "DaemonAppTesting", package: "daemonapp")],
            swiftSettings: settings
        ),
    ]
)
