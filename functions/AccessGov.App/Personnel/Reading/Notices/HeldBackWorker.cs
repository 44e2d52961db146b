using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Notices;

/// <summary>
/// A worker of whom at least one row could not be used, so that none was: half a worker would look like a transfer or a leaver.
/// </summary>
/// <param name="Worker">Who; the planner must not take anything from this worker on the ground of this extract.</param>
/// <param name="Rows">All rows of the worker.</param>
/// <param name="Reason">Why.</param>
/// <param name="AsksForStop">True when one of the rows carries 即時停止: somebody must act by hand, at once.</param>
public sealed record HeldBackWorker(EmployeeId Worker, IReadOnlyList<int> Rows, Wording Reason, bool AsksForStop);
