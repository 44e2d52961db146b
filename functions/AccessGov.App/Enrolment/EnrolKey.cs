using AccessGov.App.Enrolment.Ceremonies;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>
/// Somebody enrols a key of their own, in two steps: what the authenticator is asked, and what it answered. Nothing stands between the
/// steps but the ceremony, so whoever is killed there begins again.
/// </summary>
public static class EnrolKey
{
    private static readonly CeremonyPurpose[] Purposes = [CeremonyPurpose.EnrolFirst, CeremonyPurpose.EnrolSpare];

    /// <summary>Verifies an answer against the options that were kept: the key that it proves, or why it proves none.</summary>
    /// <param name="options">What the authenticator was asked, as it was kept.</param>
    /// <param name="ct">Cancels the operation.</param>
    public delegate Task<(VerifiedKey? Key, Refusal? Why)> Verify(string options, CancellationToken ct);

    /// <summary>Why the person could not enrol the key now; null when nothing speaks against it. Nothing is begun.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who.</param>
    /// <param name="serial">The number printed on the key.</param>
    /// <param name="ticket">The ticket; null for a spare key.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Refusal?> WhyNotAsync(
        Workspace workspace,
        EmployeeId person,
        KeySerial serial,
        TicketId? ticket,
        CancellationToken ct
    ) =>
        KeyActor.Of(await WhoApproves.OfAsync(workspace, person, ct)).CannotAct
        ?? WhyNot(
            await KeysToday.LoadAsync(workspace, new KeyScope(serial, ticket, person), person, ct),
            workspace,
            person,
            serial,
            ticket
        );

    /// <summary>
    /// Begins: looks first whether the person may enrol the key at all, so that nobody touches a key in vain. For a spare key the proof
    /// that another key is at hand (<see cref="StepUps"/>) is looked for when it ends.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="session">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="serial">The number printed on the key.</param>
    /// <param name="ticket">The ticket; null for a spare key.</param>
    /// <param name="options">Makes the options, with the credentials that the person has already: they are left out.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The ceremony's id and its options, or why there is none.</returns>
    public static async Task<(string? Ceremony, string Options, Refusal? Why)> BeginAsync(
        Workspace workspace,
        string session,
        EmployeeId person,
        KeySerial serial,
        TicketId? ticket,
        Func<IReadOnlyList<CredentialId>, string> options,
        CancellationToken ct
    )
    {
        var ledger = await KeysToday.LoadAsync(workspace, new KeyScope(serial, ticket, person), person, ct);
        var held = KeyActor.Of(await WhoApproves.OfAsync(workspace, person, ct)).CannotAct;
        if ((held ?? WhyNot(ledger, workspace, person, serial, ticket)) is { } why)
            return (null, "", why);
        var bond = new CeremonyBond(session, person, ticket is null ? CeremonyPurpose.EnrolSpare : CeremonyPurpose.EnrolFirst)
        {
            Serial = serial,
            Ticket = ticket,
        };
        var text = options([.. ledger.Keys.Where(k => k.Holder == person).Select(k => k.Enrolled?.Key.Credential).OfType<CredentialId>()]);
        return (await KeptCeremonies.BeginAsync(workspace, bond, text, ct), text, null);
    }

    /// <summary>Ends: takes the ceremony, has its answer verified, enrols.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="session">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="ceremony">The ceremony's id, as the browser sent it.</param>
    /// <param name="verify">Verifies the answer.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<KeyDecision> EndAsync(
        Workspace workspace,
        string session,
        EmployeeId person,
        string? ceremony,
        Verify verify,
        CancellationToken ct
    )
    {
        var (bond, options, why) = await KeptCeremonies.TakeAsync(workspace, ceremony, session, person, Purposes, ct);
        if (bond is not { Serial: { } serial })
            return new KeyDecision.Refused(why ?? new Refusal("ceremony-unknown", "", 0, 1));
        var (key, refused) = await verify(options, ct);
        if (key is null)
            return new KeyDecision.Refused(refused ?? throw new InvalidOperationException("Neither a key nor why there is none."));
        var stepUp = bond.Ticket is null ? await StepUps.TakeAsync(workspace, session, person, ct) : null;
        var by = await WhoApproves.OfAsync(workspace, person, ct);
        return await KeyDesk.RunAsync(workspace, by, new KeyCommand.Enrol(serial, key, bond.Ticket, stepUp), ct);
    }

    private static Refusal? WhyNot(KeyLedger ledger, Workspace workspace, EmployeeId person, KeySerial serial, TicketId? ticket)
    {
        // Any of the person's own keys will do, if it is shown.
        var shown = ledger.Opening(person).FirstOrDefault()?.Enrolled?.Key.Credential;
        return EnrolmentDecider.CannotEnrol(ledger, person, serial, ticket, shown, workspace.Now);
    }
}
