using AccessGov.App.Directory.Entra;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Reviews;

/// <summary>
/// Reads once a night when accounts last signed in, where the settings ask for it. A large city takes hours at ten requests a minute, so
/// the nightly run only begins a reading and a timer carries it on, page by page; a kill loses a page at most. Where the directory
/// refuses, everything is 不明, one incident says so, and nothing else is touched.
/// </summary>
public static class ReadSignIns
{
    /// <summary>Code of the incident: they were not read.</summary>
    private const string Unread = "sign-ins-unread";

    /// <summary>So long one run reads: below the host's limit for a function, with the directory's own waits.</summary>
    private static readonly TimeSpan AtOnceFor = TimeSpan.FromMinutes(4);

    /// <summary>How it stands.</summary>
    /// <param name="Accounts">Of how many accounts was read so far.</param>
    /// <param name="Known">Of how many of them an instant is known.</param>
    /// <param name="IsWhole">True when nothing is left to read.</param>
    public sealed record Done(int Accounts, int Known, bool IsWhole);

    /// <summary>Begins a reading; one that the last night began and that did not come to its end is given up.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task BeginAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var rows = new SignInRows(workspace);
        var (state, version) = await rows.ReadAsync(ct);
        if (workspace.SignIns is null)
        {
            // What nobody asks for any more is not kept.
            if (state != new SignInRows.State(null, null))
                await ForgetAsync(rows, version, ct);
            return;
        }
        if (state.Under is { } under)
            await TellAsync(workspace, actor, Wording.Of("Met.sign-ins-pages", under.Pages), ct);
        var place = state.Whole?.Place == "a" ? "b" : "a";
        await rows.WriteAsync(state with { Under = new(workspace.Now, place, 0, 0, 0, null) }, version, null, ct);
    }

    /// <summary>Carries on what was begun, for some minutes.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when nothing was begun, somebody else is reading, or the directory did not answer.</returns>
    public static async Task<Done?> RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var rows = new SignInRows(workspace);
        var (state, version) = await rows.ReadAsync(ct);
        if (workspace.SignIns is not { } report || state.Under is null)
            return null;
        // Ten requests a minute are all there are: two readers would take them from each other.
        await using var lease = await Lease.TryTakeAsync(workspace, Scopes.SignIns, ct);
        if (lease is null)
            return null;
        try
        {
            var done = await PagesAsync(workspace, rows, report, ct);
            if (done is { IsWhole: true })
                await IncidentLog.EndOfAsync(workspace, actor, Unread, "entra", Wording.Of("Over.read"), ct);
            return done;
        }
        catch (OutsideFailureException e) when (e.Kind is OutsideFailure.Transient)
        {
            // The timer asks again; the night after says that it never came to its end.
            return null;
        }
        catch (OutsideFailureException e)
        {
            (state, version) = await rows.ReadAsync(ct);
            if (e.Kind.Code is "forbidden" or "unauthorized")
                await ForgetAsync(rows, version, ct);
            else
                await rows.WriteAsync(state with { Under = null }, version, null, ct);
            await TellAsync(workspace, actor, Wording.Of("Outside.why", e.Kind.Code, e.What), ct);
            return null;
        }
    }

    private static async Task<Done?> PagesAsync(Workspace workspace, SignInRows rows, SignInReport report, CancellationToken ct)
    {
        var until = workspace.Now + AtOnceFor;
        while (true)
        {
            var (state, version) = await rows.ReadAsync(ct);
            if (state.Under is not { } under)
                return null;
            var page = await report.ReadAsync(under.Next, ct);
            under = under with
            {
                Pages = under.Pages + 1,
                Accounts = under.Accounts + page.Accounts,
                Known = under.Known + page.Known.Count,
                Next = page.Next,
            };
            var isWhole = page.Next is null;
            var now = isWhole ? new SignInRows.State(under, null) : state with { Under = under };
            if (!await rows.WriteAsync(now, version, (under, page.Known), ct))
                return null;
            if (isWhole)
                await rows.SweepAsync(now, ct);
            if (isWhole || workspace.Now >= until)
                return new Done(under.Accounts, under.Known, isWhole);
        }
    }

    private static async Task ForgetAsync(SignInRows rows, Storage.ETag? version, CancellationToken ct)
    {
        var nothing = new SignInRows.State(null, null);
        if (await rows.WriteAsync(nothing, version, null, ct))
            await rows.SweepAsync(nothing, ct);
    }

    private static Task TellAsync(Workspace workspace, Actor actor, Wording what, CancellationToken ct) =>
        IncidentLog.AddAsync(workspace, actor, new Incident(Unread, "entra", Wording.Of("Met.sign-ins-unread", what)), ct);
}
