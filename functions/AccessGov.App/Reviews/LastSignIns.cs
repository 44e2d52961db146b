using AccessGov.App.Work;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>When accounts last signed in, as the last whole reading tells it; at hand until there is another.</summary>
internal sealed class LastSignIns
{
    /// <summary>So long a reading stands that nothing has followed; then nothing is known.</summary>
    private static readonly TimeSpan StandsFor = TimeSpan.FromDays(7);

    private readonly Workspace workspace;
    private readonly SignInRows.Reading? reading;
    private readonly Guid[] accounts;
    private readonly uint[] seconds;

    private LastSignIns(Workspace workspace, SignInRows.Reading? reading, Guid[] accounts, uint[] seconds) =>
        (this.workspace, this.reading, this.accounts, this.seconds) = (workspace, reading, accounts, seconds);

    /// <summary>As it is known now: one row is read, and the rest where it has changed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<LastSignIns> OfAsync(Workspace workspace, CancellationToken ct)
    {
        var whole = workspace.SignIns is null ? null : (await new SignInRows(workspace).ReadAsync(ct)).State.Whole;
        return whole is null || workspace.Now - whole.BeganAt > StandsFor
            ? new LastSignIns(workspace, null, [], [])
            : await workspace
                .Memory.Of(() => new LastFew<SignInRows.Reading, LastSignIns>(1))
                .OfAsync("", whole, () => MadeAsync(workspace, whole), ct);
    }

    private static async Task<LastSignIns> MadeAsync(Workspace workspace, SignInRows.Reading reading)
    {
        var (accounts, seconds) = await new SignInRows(workspace).AccountsAsync(reading, CancellationToken.None);
        return new LastSignIns(workspace, reading, accounts, seconds);
    }

    /// <summary>What is known of one account.</summary>
    /// <param name="account">Its object id.</param>
    public LastSignIn Of(Guid account)
    {
        if (reading is null)
            return LastSignIn.Unknown;
        var asOf = workspace.Local(reading.BeganAt);
        var at = Array.BinarySearch(accounts, account);
        return at < 0
            ? new LastSignIn(null, asOf)
            : new LastSignIn(DateOnly.FromDateTime(workspace.Local(DateTimeOffset.FromUnixTimeSeconds(seconds[at])).DateTime), asOf);
    }
}
