using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Adopting;

/// <summary>Who may get an account that exists, and which account may get a number: what is offered, and what is taken over.</summary>
internal sealed class Eligibility
{
    private readonly DesiredState desired;
    private readonly DirectorySnapshot snapshot;
    private readonly ProtectedSet protectedAccounts;
    private readonly Dictionary<Guid, EmployeeId> chosen;
    private readonly Adoptions adoptions;

    public Eligibility(DesiredState desired, DirectorySnapshot snapshot)
    {
        (this.desired, this.snapshot) = (desired, snapshot);
        protectedAccounts = new ProtectedSet(desired.Policy.ProtectedAccounts);
        adoptions = new Adoptions(desired, snapshot, null, []);
        chosen = desired.Facts.Chosen.DistinctBy(c => c.Account).ToDictionary(c => c.Account, c => c.Worker);
    }

    /// <summary>Sign-in name that a new account of the worker would get.</summary>
    public string PolicyNameOf(EmployeeId worker) => AccountPlanner.NameOf(worker, desired.Policy);

    /// <summary>For whom the account was chosen; null when it was not.</summary>
    public EmployeeId? ChosenFor(Guid account) => chosen.TryGetValue(account, out var worker) ? worker : null;

    /// <summary>True for a worker who is to have an account, has none, and gets none by continuing another number.</summary>
    public bool IsWithoutAccount(WorkerDesire desire) => IsDue(desire) && snapshot.IndexOf(desire.Worker.Id) < 0;

    /// <summary>True for a worker who is to have an account that no other statement decides about.</summary>
    public bool IsDue(WorkerDesire desire) =>
        desire is { ShouldExist: true, Held: null, Attributes: not null }
        && !adoptions.IsClaimant(desire.Worker)
        && !desired.IsContinued(desire.Worker.Id);

    /// <summary>Why an account without a number is offered to nobody; null when it may be.</summary>
    public LeftOut? WhyNot(DirectoryAccount account) =>
        account.OtherNumber is not null ? LeftOut.OtherNumber
        : account.IsGuest ? LeftOut.Guest
        : protectedAccounts.Contains(account) ? LeftOut.Protected
        : account.SyncedFromOnPremises ? LeftOut.Synced
        : ChosenFor(account.ObjectId) is not null ? LeftOut.Chosen
        : null;
}
