import Dispatch
public import EventLoopServices
import Synchronization

extension DispatchReactor: DescriptorWatching {
    public func watch(
        _ descriptor: CInt,
        for readiness: Readiness,
        onCancel: @escaping @Sendable () -> Void,
        _ action: @escaping @Sendable () -> Void
    ) -> any Watch {
        let queue = DispatchQueue(label: "daemonapp.reactor.sources")
        let source: any DispatchSourceProtocol =
            switch readiness {
            case .reading: DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
            case .writing: DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
            }
        return SourceWatch(source, on: queue, loop, onCancel: onCancel, action)
    }
}

/// A Dispatch source whose events are handled on the loop, one at a time: it is suspended while the loop has one.
///
/// `@unchecked`: after the initializer the source is used on its own serial queue only, and its methods may be called
/// from any thread.
private final class SourceWatch: Watch, @unchecked Sendable {
    private let source: any DispatchSourceProtocol
    private let queue: DispatchQueue
    private let isCancelled = Atomic(false)

    init(
        _ source: any DispatchSourceProtocol, on queue: DispatchQueue, _ loop: Loop,
        onCancel: @escaping @Sendable () -> Void, _ action: @escaping @Sendable () -> Void
    ) {
        self.source = source
        self.queue = queue
        source.setEventHandler { [self] in
            source.suspend()
            loop.enqueue { [self] in
                if !isCancelled.load(ordering: .relaxed) { action() }
                queue.async { self.source.resume() }
            }
        }
        source.setCancelHandler { loop.enqueue(onCancel) }
        source.activate()
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
        queue.async { self.source.cancel() }
    }
}
