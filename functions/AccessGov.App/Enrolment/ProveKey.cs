using AccessGov.App.Enrolment.Ceremonies;
using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>
/// Somebody proves to hold an enrolled key: to sign in, or once more before something that matters. Whoever the register ever spoke of
/// needs a key for that from then on: a lost one makes nobody's password enough.
/// </summary>
public static class ProveKey
{
    /// <summary>An incident: a key signed with a counter that did not grow, so that somebody may have a copy.</summary>
    public const string Copied = "key-copied";

    /// <summary>What an answer proved.</summary>
    /// <param name="Credential">Which enrolment signed.</param>
    /// <param name="Counter">The counter that was signed.</param>
    public sealed record Proof(CredentialId Credential, long Counter);

    /// <summary>Verifies an answer against the options that were kept: what it proves, or why it proves nothing.</summary>
    /// <param name="options">What the authenticator was asked, as it was kept.</param>
    /// <param name="ct">Cancels the operation.</param>
    public delegate Task<(Proof? Proof, Refusal? Why)> Verify(string options, CancellationToken ct);

    /// <summary>True for somebody of whom the register speaks: what matters is done with a key, whatever became of it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<bool> IsAskedAsync(Workspace workspace, EmployeeId person, CancellationToken ct) =>
        KeysToday.SpeaksOfAsync(workspace, person, ct);

    /// <summary>True for somebody who is asked for a key and has none that counts now: whatever asks for it will be refused.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<bool> LacksAsync(Workspace workspace, EmployeeId person, CancellationToken ct) =>
        await IsAskedAsync(workspace, person, ct) && !(await KeysToday.HeldByAsync(workspace, person, ct)).Any(k => k.Opens);

    /// <summary>Begins to prove once more that one's own key is at hand.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="session">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="options">Makes the options from the person's keys, of which any will do.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The ceremony's id, or why there is none.</returns>
    public static async Task<(string? Ceremony, Refusal? Why)> BeginAsync(
        Workspace workspace,
        string session,
        EmployeeId person,
        Func<IReadOnlyList<VerifiedKey>, string> options,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var keys = (await KeysToday.HeldByAsync(workspace, person, ct)).Where(k => k.Opens).Select(k => k.Enrolled!.Key).ToArray();
        if (keys.Length == 0)
            return (null, new Refusal("no-key-to-prove", person.Value, 0, 1));
        var bond = new CeremonyBond(session, person, CeremonyPurpose.StepUp);
        return (await KeptCeremonies.BeginAsync(workspace, bond, options(keys), ct), null);
    }

    /// <summary>Ends: the proof is good for one thing, within minutes, in this session.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="session">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="ceremony">The ceremony's id, as the browser sent it.</param>
    /// <param name="verify">Verifies the answer.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when it is proved; otherwise why not.</returns>
    public static async Task<Refusal?> EndAsync(
        Workspace workspace,
        string session,
        EmployeeId person,
        string? ceremony,
        Verify verify,
        CancellationToken ct
    )
    {
        var (key, why) = await TakeAsync(workspace, session, person, ceremony, CeremonyPurpose.StepUp, verify, ct);
        if (key is null)
            return why;
        await StepUps.NoteAsync(workspace, session, person, key.Enrolled!.Key.Credential, ct);
        return null;
    }

    /// <summary>
    /// Takes the proof for one thing. Whether the key still counts is asked now: one that was lost meanwhile proves nothing.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="session">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when there is a proof, or nobody asks for one; otherwise why not.</returns>
    public static async Task<Refusal?> UseAsync(Workspace workspace, string session, EmployeeId person, CancellationToken ct)
    {
        if (!await IsAskedAsync(workspace, person, ct))
            return null;
        return
            await StepUps.TakeAsync(workspace, session, person, ct) is { } credential
            && await KeyRegister.StandingAsync(workspace, credential, ct) is { Opens: true } key
            && key.Holder == person
            ? null
            : new Refusal("key-proof-needed", person.Value, 0, 1);
    }

    /// <summary>Begins to sign in with a key; nobody knows yet whose.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="browser">A secret that this browser alone has.</param>
    /// <param name="options">The options.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<string> BeginSignInAsync(Workspace workspace, string browser, string options, CancellationToken ct) =>
        KeptCeremonies.BeginAsync(workspace, new CeremonyBond(browser, null, CeremonyPurpose.SignIn), options, ct);

    /// <summary>Ends to sign in.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="browser">The browser's secret.</param>
    /// <param name="ceremony">The ceremony's id, as the browser sent it.</param>
    /// <param name="verify">Verifies the answer.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Whose key signed, or why nobody is signed in.</returns>
    public static async Task<(EmployeeId? Person, Refusal? Why)> EndSignInAsync(
        Workspace workspace,
        string browser,
        string? ceremony,
        Verify verify,
        CancellationToken ct
    )
    {
        var (key, why) = await TakeAsync(workspace, browser, null, ceremony, CeremonyPurpose.SignIn, verify, ct);
        return (key?.Holder, why);
    }

    private static async Task<(SecurityKey? Key, Refusal? Why)> TakeAsync(
        Workspace workspace,
        string session,
        EmployeeId? person,
        string? ceremony,
        CeremonyPurpose purpose,
        Verify verify,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(verify);
        var (bond, options, why) = await KeptCeremonies.TakeAsync(workspace, ceremony, session, person, [purpose], ct);
        if (bond is null)
            return (null, why);
        var (proof, refused) = await verify(options, ct);
        if (proof is null)
            return (null, refused ?? throw new InvalidOperationException("Neither a proof nor why there is none."));
        if (await KeyRegister.StandingAsync(workspace, proof.Credential, ct) is not { Opens: true, Holder: { } holder } key)
            return (null, new Refusal("no-key-to-prove", person?.Value ?? "", 0, 1));
        if (person is { } expected && expected != holder)
            return (null, new Refusal("ceremony-of-another", "", 0, 1));
        // WebAuthn §7.2 step 22, held against the row itself, so that of two answers at once one is refused. Noted whether or not the
        // browser still waits: the next counter must be higher.
        if (await KeyUse.NoteAsync(workspace, proof.Credential, proof.Counter, CancellationToken.None))
            return (key, null);
        await TellCopyAsync(workspace, key);
        return (null, new Refusal("key-counter", key.Serial.Value, proof.Counter, 0));
    }

    /// <summary>Tells people that a key may have a copy; whoever wants it shut must not do so by sending nonsense.</summary>
    private static Task TellCopyAsync(Workspace workspace, SecurityKey key) =>
        IncidentLog.AddAsync(
            workspace,
            new Actor.Trigger("Portal"),
            new Incident(Copied, key.Serial.Value, Wording.Of("Met.key-copied")),
            CancellationToken.None
        );
}
