// swift-tools-version: 6.2

import PackageDescription

// With this setting async functions that a run calls stay on the app's executor.
let settings: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

let package = Package(
    name: "first-daemon",
    dependencies: [.package(name: "daemonapp", path: "../..")],
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
                "SizeWatch", .product(name: "DaemonAppCLI", package: "daemonapp"),
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
