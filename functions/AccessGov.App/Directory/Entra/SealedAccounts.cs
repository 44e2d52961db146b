using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Directory.Entra.Writes;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra;

/// <summary>
/// Single accounts that no plan touches, by name: found, opened, shut. Read by the reader, written by the identity that applies plans.
/// Everything may be said twice without a second effect; none of it is believed before it is read back.
/// </summary>
public sealed class SealedAccounts
{
    private readonly GraphConnection reading;
    private readonly GraphConnection writing;
    private readonly TimeProvider clock;
    private readonly TimeSpan patience;

    internal SealedAccounts(GraphConnection reading, GraphConnection writing, TimeProvider clock, TimeSpan patience) =>
        (this.reading, this.writing, this.clock, this.patience) = (reading, writing, clock, patience);

    /// <summary>The account of that name; null when the directory has none.</summary>
    /// <param name="userPrincipalName">Its sign-in name.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The directory did not answer.</exception>
    public Task<DirectoryAccount?> FindAsync(string userPrincipalName, CancellationToken ct) =>
        OneAsync(AccountQueries.ByName(userPrincipalName), ct);

    /// <summary>The account as it is now; null when the directory has none.</summary>
    /// <param name="account">Its object id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The directory did not answer.</exception>
    public Task<DirectoryAccount?> LookAsync(Guid account, CancellationToken ct) => OneAsync(AccountQueries.ById(account), ct);

    /// <summary>Enables sign-in.</summary>
    /// <param name="account">The account's object id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">It was refused (<c>forbidden</c>: it holds an Entra role), or no answer came.</exception>
    public Task OpenAsync(Guid account, CancellationToken ct) => WriteAsync(ActionRequests.Enable(account, true), ct);

    /// <summary>Disables sign-in, then ends every session; an account that is gone is shut.</summary>
    /// <param name="account">The account's object id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">It was refused, or no answer came.</exception>
    public async Task ShutAsync(Guid account, CancellationToken ct)
    {
        await WriteAsync(ActionRequests.Enable(account, false), ct);
        // A session that ends before the account is disabled can be opened again.
        await WriteAsync(ActionRequests.RevokeSessions(account), ct);
    }

    private async Task<DirectoryAccount?> OneAsync(SubRequest query, CancellationToken ct)
    {
        var reply = (await reading.Batches.SendAsync([query], Deadline(), ct))[0];
        if (reply is SubReply.Answered { Status: 404 })
            return null;
        return (reply is SubReply.Answered answer ? AccountQueries.ReadOne(answer) : null)
            ?? throw AccountQueries.Failed(Wording.Of("Outside.sealed-account"), reply);
    }

    private async Task WriteAsync(SubRequest request, CancellationToken ct)
    {
        var reply = (await writing.Batches.SendAsync([request], Deadline(), ct))[0];
        if (reply is SubReply.Answered { Succeeded: true } or SubReply.Answered { Status: 404 })
            return;
        var failure = AccountQueries.FailureOf(reply);
        throw new OutsideFailureException(failure, Wording.Of("Outside.sealed-failed", GraphFailures.InWords(failure.Code)));
    }

    private DateTimeOffset Deadline() => clock.GetUtcNow() + patience;
}
