using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>A 併任 posting told by a source that does not employ the worker.</summary>
/// <param name="Worker">職員番号 under which the employing source knows the person.</param>
/// <param name="Posting">The posting.</param>
public sealed record GuestPosting(EmployeeId Worker, Posting Posting);
