using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Comparing;
using AccessGov.App.Storage;
using AccessGov.App.Tests.Enrolment;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using static AccessGov.App.Tests.Enrolment.KeyTown;

namespace AccessGov.App.Tests.Audit;

/// <summary>An enrolment that somebody wrote into the record, and the ticket on which it says to stand.</summary>
public sealed class ToldTicketTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing", true)]
    [InlineData("who issued", false)]
    [InlineData("who confirmed", false)]
    [InlineData("both givers", false)]
    public async Task An_enrolment_needs_the_facts_of_both_who_vouched_for_its_ticket(string forged, bool holds)
    {
        await using var town = await OpenAsync();
        await town.HandOutAsync("S1", Holder);
        await town.EnrolAsync("S1", Holder, "c1");
        Assert.Empty(await CompareKeys.RunAsync(town.Workspace, Ct));
        switch (forged)
        {
            case "who issued":
                await AlterAsync(town, "key-ticket-issued", t => t.Replace(Ann.Id.Value, Bob.Id.Value, StringComparison.Ordinal));
                break;
            case "who confirmed":
                await AlterAsync(town, "key-ticket-confirmed", t => t.Replace(Bob.Id.Value, "300013", StringComparison.Ordinal));
                break;
            case "both givers":
                await AlterAsync(town, "key-enrolled", t => t.Replace($"\"{Ann.Id}\",\"{Bob.Id}\"", "", StringComparison.Ordinal));
                break;
        }
        var found = await CompareKeys.RunAsync(town.Workspace, Ct);
        Assert.Equal(holds ? "" : "key:S1", string.Join(' ', found.Select(f => f.Subject)));
    }

    [Fact]
    public void A_ticket_is_of_one_person_and_one_key_and_used_once()
    {
        var told = new ToldTickets();
        Assert.True(told.Vouch(Fact("key-ticket-issued", Ann.Id, "S1", Holder)));
        Assert.True(told.Vouch(Fact("key-ticket-confirmed", Bob.Id, "S1", Holder)));
        Assert.True(told.Vouch(Fact("key-enrolled", Holder, "S1", Holder)));
        Assert.False(told.Vouch(Fact("key-enrolled", Holder, "S1", Holder)));
        foreach (var (serial, person) in new[] { ("S2", Holder), ("S1", Other) })
        {
            told.Vouch(Fact("key-ticket-issued", Ann.Id, "S1", Holder));
            told.Vouch(Fact("key-ticket-confirmed", Bob.Id, "S1", Holder));
            Assert.False(told.Vouch(Fact("key-enrolled", person, serial, person)));
        }
        told.Vouch(Fact("key-ticket-issued", Ann.Id, "S1", Holder));
        Assert.False(told.Vouch(Fact("key-enrolled", Holder, "S1", Holder)));
    }

    private static Fact Fact(string kind, EmployeeId by, string serial, EmployeeId person) =>
        new(
            FactId.Parse("keys:1"),
            new TenantId("city"),
            new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero),
            FactKind.Parse(kind),
            new Actor.Employee(by),
            serial,
            new FactBody()
                .Add("ticket", "AAAAAAAA")
                .Add("person", person.Value)
                .Add("givers", kind == "key-enrolled" ? [Ann.Id.Value, Bob.Id.Value] : [])
                .ToJson(),
            "keys",
            "fact|0000000001"
        );

    private static async Task AlterAsync(KeyTown town, string kind, Func<string, string> change)
    {
        var partition = new PartitionKey(town.Workspace.Tenant, Scopes.Keys);
        var altered = 0;
        await foreach (var row in PartitionCommit.FactsAsync(town.Workspace, Scopes.Keys, "", Ct))
        {
            var text = Encoding.UTF8.GetString(row.Json.Span);
            if (!text.Contains($"\"{kind}\"", StringComparison.Ordinal) || change(text) == text)
                continue;
            await town.Workspace.Records.CommitAsync(
                partition,
                [new RecordWrite.Replace(row.Row, Encoding.UTF8.GetBytes(change(text)), row.ETag)],
                Ct
            );
            altered++;
        }
        Assert.Equal(1, altered);
    }
}
