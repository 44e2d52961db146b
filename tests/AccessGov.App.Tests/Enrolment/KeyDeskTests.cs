using AccessGov.App.Enrolment;
using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox;
using static AccessGov.App.Tests.Enrolment.KeyTown;

namespace AccessGov.App.Tests.Enrolment;

public sealed class KeyDeskTests
{
    private static readonly Actor Night = new Actor.Trigger("test");
    private static readonly KeySerial Serial = new("S1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_s_gate_changes_is_planned_for_at_once_and_nobody_else()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        Assert.Empty(await town.AskedAsync());
        await town.EnrolAsync("S1", Holder, "c1");
        Assert.Equal([Holder.Value], await town.AskedAsync());
        await town.RunAsync(Ann, new KeyCommand.ReportLost(Serial));
        Assert.Equal([Holder.Value], await town.AskedAsync());
        // It is so already, or the key opened nothing.
        await town.RunAsync(Ann, new KeyCommand.ReportLost(Serial));
        await town.RunAsync(Ann, new KeyCommand.ReportFound(Serial));
        await town.RunAsync(Ann, new KeyCommand.ReportLost(Serial));
        await town.RunAsync(Ann, new KeyCommand.TakeBack(Serial, true));
        Assert.Empty(await town.AskedAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_plan_is_asked_for_also_when_the_process_was_killed_before_it_could(bool byTimer)
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.EnrolAsync("S1", Holder, "c1");
        await town.AskedAsync();
        var dying = town.Workspace with { Queue = new KilledQueue(town.Workspace.Queue, WorkQueues.HrChanged) };
        await Assert.ThrowsAsync<OperationCanceledException>(() => KeyDesk.RunAsync(dying, Ann, new KeyCommand.ReportLost(Serial), Ct));
        Assert.Equal(KeyState.Lost, (await KeyRegister.FindAsync(town.Workspace, Serial, Ct))!.State);
        Assert.Empty(await town.AskedAsync());
        if (byTimer)
            await App.Events.AskKeyPlans.RunAsync(town.Workspace, Ct);
        else
            await town.RunAsync(Ann, new KeyCommand.ReportLost(Serial));
        Assert.Equal([Holder.Value], await town.AskedAsync());
        await App.Events.AskKeyPlans.RunAsync(town.Workspace, Ct);
        Assert.Empty(await town.AskedAsync());
    }

    [Fact]
    public async Task Who_enrols_a_key_makes_nobody_read_personnel_again()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        var before = (await town.Workspace.Present.OfAsync(town.Workspace, Ct)).Facts;
        Assert.Empty(before.Register);
        var version = await PartitionCommit.VersionAsync(town.Workspace, Scopes.Personnel, Ct);
        await town.EnrolAsync("S1", Holder, "c1");
        Assert.Equal(version, await PartitionCommit.VersionAsync(town.Workspace, Scopes.Personnel, Ct));
        var after = (await town.Workspace.Present.OfAsync(town.Workspace, Ct)).Facts;
        Assert.Same(before.Roster, after.Roster);
        Assert.Equal([new HeldKey(Holder, town.Workspace.Today)], after.Register);
        Assert.NotEqual(before.Digest(), after.Digest());
        // Nothing changed, nothing is made again.
        Assert.Same(after, (await town.Workspace.Present.OfAsync(town.Workspace, Ct)).Facts);
        Assert.Equal(after.Digest(), (await LoadFacts.RunAsync(town.Workspace, new HashSet<SourceId>(), Ct)).Digest());

        // What is done at the counter changes mostly nobody's gate: then nothing is evaluated again.
        var desired = await town.Workspace.Present.OfAsync(town.Workspace, Ct);
        await town.HandOutAsync("S7", Other);
        Assert.Same(desired, await town.Workspace.Present.OfAsync(town.Workspace, Ct));

        await town.DoesAsync(Person(Holder), new KeyCommand.ReportLost(Serial));
        Assert.Equal([new HeldKey(Holder, null)], (await town.Workspace.Present.OfAsync(town.Workspace, Ct)).Facts.Register);
    }

    [Fact]
    public async Task Both_who_stood_for_the_ticket_are_authors_until_it_is_no_longer_new()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.EnrolAsync("S1", Holder, "c1");
        Assert.Equal([Ann.Id, Bob.Id], await SuppliedByHand.AuthorsAsync(town.Workspace, new HashSet<EmployeeId> { Holder }, Ct));
        Assert.Empty(await SuppliedByHand.AuthorsAsync(town.Workspace, new HashSet<EmployeeId> { Other }, Ct));
        town.Clock.Advance(TimeSpan.FromDays(40));
        await SuppliedByHand.WholePlanAsync(town.Workspace, town.Workspace.Now, town.Workspace.Today, Ct);
        await SuppliedByHand.SweepAsync(town.Workspace, Night, Ct);
        Assert.Empty(await SuppliedByHand.AuthorsAsync(town.Workspace, new HashSet<EmployeeId> { Holder }, Ct));
    }

    [Theory]
    [InlineData(Scopes.Keys)]
    [InlineData(Scopes.Personnel)]
    public async Task Who_supplied_what_is_no_longer_new_is_forgotten_in_one_night_however_many_they_are(string scope)
    {
        await using var town = await OpenAsync();
        for (var part = 0; part < 5; part++)
        {
            var commit = await PartitionCommit.OpenAsync(town.Workspace, scope, Ct);
            for (var i = 0; i < PartitionCommit.Room / 2; i++)
                SuppliedByHand.Note(commit, town.Workspace, new Actor.Employee(Ann.Id), $"{part}-{i}", [Holder], [], gives: false);
            Assert.True(await commit.CommitAsync(Ct));
        }
        town.Clock.Advance(TimeSpan.FromDays(40));
        await SuppliedByHand.WholePlanAsync(town.Workspace, town.Workspace.Now, town.Workspace.Today, Ct);
        await SuppliedByHand.SweepAsync(town.Workspace, Night, Ct);
        Assert.Empty(await SuppliedByHand.AuthorsAsync(town.Workspace, new HashSet<EmployeeId> { Holder }, Ct));
        Assert.Empty(
            await town.Workspace.Records.RangeAsync(new(town.Workspace.Tenant, scope), "supplied|", "supplied|~", Ct).ToListAsync(Ct)
        );
    }

    /// <summary>Who foretells a dismissal by the end of a term is its author on that day.</summary>
    [Fact]
    public async Task Who_told_when_a_term_ends_is_an_author_until_a_plan_of_a_later_day_is_done()
    {
        await using var town = await OpenAsync();
        var (ends, now) = (town.Workspace.Today.AddDays(60), town.Workspace.Now);
        var commit = await PartitionCommit.OpenAsync(town.Workspace, Scopes.Personnel, Ct);
        SuppliedByHand.Note(commit, town.Workspace, new Actor.Employee(Ann.Id), "source:mayor", [Holder], [], gives: false, ends: [ends]);
        Assert.True(await commit.CommitAsync(Ct));
        foreach (var (days, isLeft) in new[] { (40, true), (19, true), (2, false) })
        {
            town.Clock.Advance(TimeSpan.FromDays(days));
            await SuppliedByHand.WholePlanAsync(town.Workspace, town.Workspace.Now, town.Workspace.Today, Ct);
            await SuppliedByHand.SweepAsync(town.Workspace, Night, Ct);
            var authors = await SuppliedByHand.AuthorsAsync(town.Workspace, new HashSet<EmployeeId> { Holder }, Ct);
            Assert.Equal(isLeft, authors.Contains(Ann.Id));
        }
        Assert.True(town.Workspace.Now > now);
    }

    /// <summary>By the clock nobody has agreed.</summary>
    [Fact]
    public async Task What_rests_on_one_word_is_forgotten_by_no_night_before_its_time_is_over()
    {
        await using var town = await OpenAsync();
        var commit = await PartitionCommit.OpenAsync(town.Workspace, Scopes.Personnel, Ct);
        SuppliedByHand.Note(commit, town.Workspace, new Actor.Employee(Ann.Id), "source:mayor", [Holder], []);
        Assert.True(await commit.CommitAsync(Ct));
        foreach (var (days, isLeft) in new[] { (40, true), (359, true), (2, false) })
        {
            town.Clock.Advance(TimeSpan.FromDays(days));
            await SuppliedByHand.WholePlanAsync(town.Workspace, town.Workspace.Now, town.Workspace.Today, Ct);
            await SuppliedByHand.SweepAsync(town.Workspace, Night, Ct);
            Assert.Equal(
                isLeft,
                (await SuppliedByHand.OneWordAsync(town.Workspace, new HashSet<EmployeeId> { Holder }, Ct)).Facts.Count > 0
            );
            Assert.Equal(isLeft, (await SuppliedByHand.WordsAsync(town.Workspace, Ct)).Count > 0);
        }
    }

    [Fact]
    public async Task One_ticket_and_one_credential_enrol_one_key_however_many_try_at_once()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.HandOutAsync("S2", Other);
        var (one, two) = (await town.TicketAsync("S1", Holder), await town.TicketAsync("S2", Other));
        var tries = Enumerable
            .Range(0, 6)
            .Select(i =>
                town.RunAsync(
                    Person(i % 2 == 0 ? Holder : Other),
                    new KeyCommand.Enrol(new KeySerial(i % 2 == 0 ? "S1" : "S2"), Key("same"), i % 2 == 0 ? one : two, null)
                )
            );
        Assert.Single(await Task.WhenAll(tries), d => d is KeyDecision.Done);
        Assert.Single(await KeyRegister.AllAsync(town.Workspace, KeyState.Enrolled, Ct));
    }

    [Fact]
    public async Task An_ended_enrolment_is_nobody_s_in_any_session()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.EnrolAsync("S1", Holder, "c1");
        Assert.Equal(Holder, (await KeyRegister.StandingAsync(town.Workspace, new CredentialId("c1"), Ct))!.Holder);
        Assert.Null(await KeyRegister.StandingAsync(town.Workspace, new CredentialId("c2"), Ct));
        await town.DoesAsync(Ann, new KeyCommand.ReportLost(Serial));
        await town.DoesAsync(Ann, new KeyCommand.ReportFound(Serial));
        await town.EnrolAsync("S1", Holder, "c2");
        Assert.Null(await KeyRegister.StandingAsync(town.Workspace, new CredentialId("c1"), Ct));
        Assert.NotNull(await KeyRegister.StandingAsync(town.Workspace, new CredentialId("c2"), Ct));
        var again = new KeyCommand.Enrol(Serial, Key("c1"), null, new CredentialId("c2"));
        Assert.Equal("key-enrolled", Assert.IsType<KeyDecision.Refused>(await town.RunAsync(Person(Holder), again)).Why.Code);
    }

    [Fact]
    public async Task A_counter_that_does_not_grow_is_a_copy()
    {
        await using var town = await OpenAsync();
        var id = new CredentialId("c1");
        Assert.True(await KeyUse.NoteAsync(town.Workspace, id, 0, Ct));
        Assert.True(await KeyUse.NoteAsync(town.Workspace, id, 0, Ct));
        Assert.True(await KeyUse.NoteAsync(town.Workspace, id, 7, Ct));
        foreach (var copy in new[] { 7, 6, 0 })
            Assert.False(await KeyUse.NoteAsync(town.Workspace, id, copy, Ct));
        Assert.Equal(new KeyUse.Used(7, town.Workspace.Now), await KeyUse.FindAsync(town.Workspace, id, Ct));
    }

    [Fact]
    public async Task Many_lost_keys_of_one_person_wait_on_the_real_store_too()
    {
        await using var town = await OpenAsync();
        for (var i = 0; i <= KeyTaking.MostByOne; i++)
        {
            await town.HandOutAsync($"K{i}", Holder);
            await town.EnrolAsync($"K{i}", Holder, $"c{i}");
        }
        for (var i = 0; i < KeyTaking.MostByOne; i++)
            Assert.IsType<KeyEvent.WasLost>(await town.DoesAsync(Ann, new KeyCommand.ReportLost(new KeySerial($"K{i}"))));
        var last = new KeyCommand.ReportLost(new KeySerial($"K{KeyTaking.MostByOne}"));
        Assert.IsType<KeyEvent.LossAsked>(await town.DoesAsync(Ann, last));
        Assert.IsType<KeyEvent.WasLost>(await town.DoesAsync(Bob, last));
        town.Clock.Advance(TimeSpan.FromHours(25));
        await EnrolmentNightly.SweepAsync(town.Workspace, Ct);
        Assert.Empty(await KeyRows.AllAsync<KeyTaking>(town.Workspace, KeyRows.AllTakings, Ct));
    }

    [Fact]
    public async Task Who_leaves_gives_back_keys_and_nobody_counts_them()
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.EnrolAsync("S1", Holder, "c1");
        var stays = Assert.IsType<KeyDecision.Done>(await KeyDesk.TakeBackAsync(town.Workspace, Ann, Serial, Ct));
        Assert.NotNull(Assert.IsType<KeyEvent.TakenBack>(stays.Event).Taking);
        await town.HandOutAgainAsync("S1", Other);
        await town.EnrolAsync("S1", Other, "c2");
        await Personnel.UrgentImportTests.ImportAsync(
            town.Workspace,
            System.Text.Encoding.UTF8.GetBytes(
                System
                    .Text.Encoding.UTF8.GetString(AccessGov.Tests.Stage.Extract(20, today: town.Workspace.Today))
                    .Replace("300002\t消防 2郎\t正規\t46103\t\t", "300002\t消防 2郎\t正規\t46103\t46120\t", StringComparison.Ordinal)
            )
        );
        var leaves = Assert.IsType<KeyDecision.Done>(await KeyDesk.TakeBackAsync(town.Workspace, Ann, Serial, Ct));
        Assert.Null(Assert.IsType<KeyEvent.TakenBack>(leaves.Event).Taking);
    }

    [Fact]
    public async Task A_number_that_somebody_scanned_as_another_model_meanwhile_stops_the_list_and_is_told()
    {
        await using var town = await OpenAsync();
        await town.DoesAsync(Ann, new KeyCommand.AddToStock(new KeySerial("S2"), "other", null));
        KeyCommand.AddToStock[] part = [new(Serial, "m", null), new(new KeySerial("S2"), "m", null)];
        var (added, why) = await StockList.AddPartAsync(town.Workspace, Ann, part, Ct);
        Assert.Equal((0, "key-known", "S2"), (added, why?.Code, why?.Subject));
        Assert.Null(await KeyRegister.FindAsync(town.Workspace, Serial, Ct));
        Assert.Equal((1, null), await StockList.AddPartAsync(town.Workspace, Ann, part[..1], Ct));
        Assert.Equal((0, null), await StockList.AddPartAsync(town.Workspace, Ann, part[..1], Ct));
    }
}
