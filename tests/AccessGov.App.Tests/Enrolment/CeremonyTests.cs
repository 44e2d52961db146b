using AccessGov.App.Enrolment;
using AccessGov.App.Enrolment.Ceremonies;
using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using static AccessGov.App.Tests.Enrolment.KeyTown;

namespace AccessGov.App.Tests.Enrolment;

/// <summary>What an authenticator is asked is kept on this side, used once, and bound to session, person and purpose.</summary>
public sealed class CeremonyTests
{
    private const string Session = "session-1";
    private static readonly CeremonyPurpose[] Enrol = [CeremonyPurpose.EnrolFirst, CeremonyPurpose.EnrolSpare];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ceremony_is_taken_once_and_is_gone_before_its_answer_is_looked_at()
    {
        await using var town = await OpenAsync();
        var id = await BeginAsync(town);
        using (var again = town.Again())
        {
            // A restart forgets nothing.
            var taken = await TakeAsync(again.Workspace, id);
            Assert.Equal((null, """{"challenge":"x"}""", Holder), (taken.Why, taken.Options, taken.Bond!.Person));
        }
        Assert.Equal("ceremony-unknown", (await TakeAsync(town.Workspace, id)).Why!.Code);
        var other = await BeginAsync(town);
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakeAsync(town.Workspace, other)));
        Assert.Single(tries, t => t.Why is null);
    }

    [Fact]
    public async Task An_answer_from_elsewhere_spoils_the_ceremony_and_is_none()
    {
        await using var town = await OpenAsync();
        foreach (var (session, person, purpose) in Elsewhere())
        {
            var id = await BeginAsync(town);
            var taken = await KeptCeremonies.TakeAsync(town.Workspace, id, session, person, [purpose], Ct);
            Assert.Equal(("ceremony-of-another", ""), (taken.Why!.Code, taken.Options));
            Assert.Equal("ceremony-unknown", (await TakeAsync(town.Workspace, id)).Why!.Code);
        }
        foreach (var none in new[] { null, "", "x", "step-up|" + new string('a', 36), new string('0', 10) + "-" + new string('g', 32) })
            Assert.Equal("ceremony-unknown", (await TakeAsync(town.Workspace, none)).Why!.Code);

        static (string, EmployeeId?, CeremonyPurpose)[] Elsewhere() =>
            [
                ("session-2", Holder, CeremonyPurpose.EnrolFirst),
                (Session, Other, CeremonyPurpose.EnrolFirst),
                (Session, null, CeremonyPurpose.EnrolFirst),
                (Session, Holder, CeremonyPurpose.SignIn),
            ];
    }

    [Fact]
    public async Task After_five_minutes_it_is_over_and_the_night_sweeps_what_nobody_answered()
    {
        await using var town = await OpenAsync();
        var (late, open) = (await BeginAsync(town), await BeginAsync(town));
        await StepUps.NoteAsync(town.Workspace, Session, Holder, new CredentialId("c1"), Ct);
        town.Clock.Advance(KeptCeremonies.ValidFor);
        Assert.Null((await TakeAsync(town.Workspace, open)).Why);
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ceremony-expired", (await TakeAsync(town.Workspace, late)).Why!.Code);
        await BeginAsync(town);
        town.Clock.Advance(KeptCeremonies.ValidFor + TimeSpan.FromSeconds(2));
        var fresh = await BeginAsync(town);
        await EnrolmentNightly.SweepAsync(town.Workspace, Ct);
        var rows = await town
            .Workspace.Records.RangeAsync(new(town.Workspace.Tenant, Scopes.Ceremonies), "", null, Ct)
            .Select(r => r.Row)
            .ToListAsync(Ct);
        Assert.Equal([fresh], rows);
    }

    [Fact]
    public async Task A_proof_by_another_key_is_good_once_in_its_session()
    {
        await using var town = await OpenAsync();
        await StepUps.NoteAsync(town.Workspace, Session, Holder, new CredentialId("c1"), Ct);
        Assert.Null(await StepUps.TakeAsync(town.Workspace, "session-2", Holder, Ct));
        Assert.Null(await StepUps.TakeAsync(town.Workspace, Session, Other, Ct));
        Assert.Equal(new CredentialId("c1"), await StepUps.TakeAsync(town.Workspace, Session, Holder, Ct));
        Assert.Null(await StepUps.TakeAsync(town.Workspace, Session, Holder, Ct));
        await StepUps.NoteAsync(town.Workspace, Session, Holder, new CredentialId("c1"), Ct);
        town.Clock.Advance(KeptCeremonies.ValidFor + TimeSpan.FromSeconds(1));
        Assert.Null(await StepUps.TakeAsync(town.Workspace, Session, Holder, Ct));
    }

    [Fact]
    public async Task Killed_between_question_and_answer_nothing_stands_in_the_way_of_the_next_try()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        var ticket = await town.TicketAsync("S1", Holder);
        var first = await BeginEnrolAsync(town, "S1", ticket);
        // Verified, and then the power went.
        await Assert.ThrowsAsync<IOException>(() => EndAsync(town, first, (_, _) => throw new IOException()));
        // Refused by whoever verifies: not the ticket's fault.
        var refused = await EndAsync(
            town,
            await BeginEnrolAsync(town, "S1", ticket),
            (_, _) => Task.FromResult<(VerifiedKey?, Refusal?)>((null, new Refusal("ceremony-expired", "", 0, 5)))
        );
        Assert.IsType<KeyDecision.Refused>(refused);
        Assert.IsType<KeyDecision.Refused>(await EndAsync(town, first, Proves("c1")));
        var asked = "";
        var done = await EndAsync(
            town,
            await BeginEnrolAsync(town, "S1", ticket),
            (options, _) =>
            {
                asked = options;
                return Task.FromResult<(VerifiedKey?, Refusal?)>((Key("c1"), null));
            }
        );
        Assert.IsType<KeyDecision.Done>(done);
        Assert.Equal("[]", asked);
        Assert.Single(await KeyRegister.OfAsync(town.Workspace, Holder, Ct));
    }

    [Fact]
    public async Task A_spare_key_is_enrolled_by_the_key_that_is_there()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.HandOutAsync("S2", Holder);
        var (_, _, tooEarly) = await EnrolKey.BeginAsync(town.Workspace, Session, Holder, new KeySerial("S2"), null, _ => "", Ct);
        Assert.Equal("ticket-needed", tooEarly!.Code);
        await town.EnrolAsync("S1", Holder, "c1");
        // The authenticator is told what it must not be.
        var (id, options, _) = await EnrolKey.BeginAsync(
            town.Workspace,
            Session,
            Holder,
            new KeySerial("S2"),
            null,
            known => string.Join(' ', known),
            Ct
        );
        Assert.Equal("c1", options);
        Assert.Equal("step-up-needed", Assert.IsType<KeyDecision.Refused>(await EndAsync(town, id, Proves("c2"))).Why.Code);
        await StepUps.NoteAsync(town.Workspace, Session, Holder, new CredentialId("c1"), Ct);
        var done = await EndAsync(town, await BeginEnrolAsync(town, "S2", null), Proves("c2"));
        Assert.Empty(Assert.IsType<KeyEvent.WasEnrolled>(Assert.IsType<KeyDecision.Done>(done).Event).Givers);
    }

    [Fact]
    public async Task Whoever_is_held_hears_so_before_a_key_is_touched()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        var ticket = await town.TicketAsync("S1", Holder);
        await Holds.PlaceAsync(town.Workspace, new Actor.Employee(Ann.Id), Holder, "laptop stolen", Ct);
        Assert.True((await WhoApproves.OfAsync(town.Workspace, Holder, Ct)).IsHeld);
        Assert.False((await WhoApproves.OfAsync(town.Workspace, Other, Ct)).IsHeld);
        Assert.Equal("key-person-held", (await EnrolKey.WhyNotAsync(town.Workspace, Holder, new KeySerial("S1"), ticket, Ct))!.Code);
        var begun = await EnrolKey.BeginAsync(town.Workspace, Session, Holder, new KeySerial("S1"), ticket, _ => "", Ct);
        Assert.Equal(("key-person-held", null), (begun.Why!.Code, begun.Ceremony));
    }

    private static EnrolKey.Verify Proves(string credential) =>
        (_, _) => Task.FromResult<(VerifiedKey?, Refusal?)>((Key(credential), null));

    private static Task<KeyDecision> EndAsync(KeyTown town, string? id, EnrolKey.Verify verify) =>
        EnrolKey.EndAsync(town.Workspace, Session, Holder, id, verify, Ct);

    private static async Task<string> BeginEnrolAsync(KeyTown town, string serial, TicketId? ticket)
    {
        var begun = await EnrolKey.BeginAsync(
            town.Workspace,
            Session,
            Holder,
            new KeySerial(serial),
            ticket,
            known => $"[{string.Join(',', known)}]",
            Ct
        );
        Assert.Null(begun.Why);
        return begun.Ceremony!;
    }

    private static Task<string> BeginAsync(KeyTown town) =>
        KeptCeremonies.BeginAsync(
            town.Workspace,
            new CeremonyBond(Session, Holder, CeremonyPurpose.EnrolFirst),
            """{"challenge":"x"}""",
            Ct
        );

    private static Task<CeremonyAnswer> TakeAsync(Workspace workspace, string? id) =>
        KeptCeremonies.TakeAsync(workspace, id, Session, Holder, Enrol, Ct);

    [Fact]
    public async Task Everybody_has_one_handle_however_many_ask_at_once_and_after_a_restart()
    {
        await using var town = await OpenAsync();
        var asked = Enumerable.Range(0, 8).Select(_ => KeyHandles.OfAsync(town.Workspace, Holder, Ct));
        var handles = (await Task.WhenAll(asked)).Select(Convert.ToHexString).ToArray();
        using var again = town.Again();
        Assert.Equal(Assert.Single(handles.Distinct()), Convert.ToHexString(await KeyHandles.OfAsync(again.Workspace, Holder, Ct)));
        var other = Convert.ToHexString(await KeyHandles.OfAsync(town.Workspace, Other, Ct));
        Assert.Equal((128, true), (other.Length, other != handles[0]));
    }
}
