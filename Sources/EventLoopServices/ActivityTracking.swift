/// The capability of a reactor to be told of what goes on beside its executor: a thread that blocks, a task on its way
/// back. A reactor whose clock a test moves does not move it while an activity lasts.
public protocol ActivityTracking: AnyObject, Sendable {
    /// Something has begun that ends with a job of the executor. May be called from any thread.
    func activityBegan()
    /// It has ended; its job runs, or has come.
    func activityEnded()
}
