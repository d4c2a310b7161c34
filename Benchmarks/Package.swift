// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "daemonapp", path: "..")],
    targets: [
        .executableTarget(
            name: "scheduler-bench",
            dependencies: [.product(name: "Scheduling", package: "daemonapp")]
        ),
        .executableTarget(
            name: "zconfig-bench",
            dependencies: [
                .product(name: "ZConfig", package: "daemonapp"),
                .product(name: "ZConfigSchemaXML", package: "daemonapp"),
            ]
        ),
    ]
)
