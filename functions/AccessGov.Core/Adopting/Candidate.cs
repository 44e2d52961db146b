using AccessGov.Core.Desired;
using AccessGov.Core.Directory;

namespace AccessGov.Core.Adopting;

/// <summary>A worker without an account, and an account without a number that may be the worker's. People say which is.</summary>
/// <param name="Worker">Who.</param>
/// <param name="Account">The account.</param>
/// <param name="Likenesses">Why it looks alike, the strongest first; never empty.</param>
/// <param name="OthersOfWorker">How many other accounts look like the worker's.</param>
/// <param name="OthersOfAccount">How many other workers the account looks like.</param>
public sealed record Candidate(
    WorkerDesire Worker,
    DirectoryAccount Account,
    IReadOnlyList<Likeness> Likenesses,
    int OthersOfWorker,
    int OthersOfAccount
);
