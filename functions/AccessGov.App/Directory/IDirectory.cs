using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.App.Directory;

/// <summary>
/// Where accounts and memberships really are. Outside failures are an <see cref="DirectoryRead.Incomplete"/> read, an
/// <see cref="ActionOutcome"/>, or (single look-ups) an <see cref="App.Failures.OutsideFailureException"/>; nothing else escapes.
/// </summary>
public interface IDirectory
{
    /// <summary>Reads all accounts and all members of the governed groups: complete or nothing.</summary>
    /// <param name="governed">The rights whose groups are governed.</param>
    /// <param name="progress">Told of each page that was read; null for nobody.</param>
    /// <param name="ct">Cancels the operation.</param>
    Task<DirectoryRead> CaptureAsync(IReadOnlyList<Entitlement> governed, IProgress<CaptureProgress>? progress, CancellationToken ct);

    /// <summary>
    /// Reads what concerns one worker: the accounts of the vicinity's numbers and the holder of its name, each with all governed
    /// memberships, and whether its groups exist: complete or nothing.
    /// </summary>
    /// <param name="governed">The rights whose groups are governed.</param>
    /// <param name="vicinity">The one worker's.</param>
    /// <param name="ct">Cancels the operation.</param>
    Task<DirectoryRead> CaptureVicinityAsync(IReadOnlyList<Entitlement> governed, Vicinity vicinity, CancellationToken ct);

    /// <summary>The state of single accounts now; every id asked for has an answer.</summary>
    /// <param name="objectIds">The accounts' object ids.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">The directory did not answer for all of them.</exception>
    Task<IReadOnlyDictionary<Guid, AccountNow>> LookAsync(IReadOnlyCollection<Guid> objectIds, CancellationToken ct);

    /// <summary>The account that carries this employee id now; null when none or more than one does.</summary>
    /// <param name="id">The employee id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">The directory did not answer.</exception>
    Task<DirectoryAccount?> FindByEmployeeIdAsync(EmployeeId id, CancellationToken ct);

    /// <summary>
    /// Performs actions of one phase of a plan. One outcome an action, in their order; applying the same slice again changes
    /// nothing more. Never throws for an outside failure.
    /// </summary>
    /// <param name="slice">Actions of one phase, in the plan's order.</param>
    /// <param name="ct">Cancels the operation.</param>
    Task<IReadOnlyList<ActionOutcomeOf>> ApplyAsync(IReadOnlyList<PlannedAction> slice, CancellationToken ct);

    /// <summary>How many of some actions it takes in one go. <see cref="ApplyAsync"/> takes more, and takes longer.</summary>
    /// <param name="phase">Actions of one phase of a plan, in order; at least one.</param>
    /// <param name="enough">Whoever asks writes so many down at once: from there on the slice ends where a request ends.</param>
    /// <returns>1 to the number of actions, counted from the first.</returns>
    int TakesAtOnce(IReadOnlyList<PlannedAction> phase, int enough);

    /// <summary>How many accounts <see cref="LookAsync"/> looks at in one go.</summary>
    int LooksAtOnce { get; }

    /// <summary>The same directory, whose single calls wait no longer than that for its quotas before they give up or defer.</summary>
    /// <param name="patience">How long a single call may wait.</param>
    IDirectory WithPatience(TimeSpan patience);

    /// <summary>Whether the group of each entitlement can be governed; one answer an entitlement, in their order.</summary>
    /// <param name="governed">The rights whose groups are governed.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">The directory did not answer for all of them.</exception>
    Task<IReadOnlyList<GroupCheck>> CheckGroupsAsync(IReadOnlyList<Entitlement> governed, CancellationToken ct);

    /// <summary>The accounts that were deleted and can be restored, all of them.</summary>
    /// <param name="dayOf">The day of an instant in the city.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">The list was not read to its end.</exception>
    Task<IReadOnlyList<DeletedAccount>> DeletedAsync(Func<DateTimeOffset, DateOnly> dayOf, CancellationToken ct);

    /// <summary>Accounts whose employee id is this one written otherwise (<see cref="NumberForm.Spellings"/>).</summary>
    /// <param name="id">The employee id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">The directory did not answer.</exception>
    Task<IReadOnlyList<DirectoryAccount>> AlikeAsync(EmployeeId id, CancellationToken ct);

    /// <summary>Every member of a group, governed or not; null when there is no such group.</summary>
    /// <param name="group">Its object id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">The list was not read to its end.</exception>
    Task<IReadOnlySet<Guid>?> MembersAsync(Guid group, CancellationToken ct);
}
