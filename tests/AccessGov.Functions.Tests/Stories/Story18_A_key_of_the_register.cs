using AccessGov.App.Enrolment;
using AccessGov.Core.Audit;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>鍵台帳: stock, hand-out, two people's ticket, enrolment, loss. Think of the one operator who wants a friend in.</summary>
public sealed class Story18_A_key_of_the_register
{
    private static readonly EmployeeId Clerk = new("000104");
    private static readonly EmployeeId Second = new("000102");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_let_a_key_in_it_opens_and_lost_it_shuts_and_the_record_tells_each_step()
    {
        await using var village = await OpenAsync();
        Assert.DoesNotContain("juki-update", village.RightsOf(Clerk));
        (await village.RunAsync("keys missing")).Ended(ExitCodes.Done).Says("020110 市民課住民記録係  000104", "鍵 12345678 を貸出済");

        var ticket = await TicketAsync(village);
        (await village.RunAsync($"keys ticket confirm {ticket}")).Ended(ExitCodes.Refused).Says("発行した人とは別の人");
        (await village.RunAsync($"keys ticket confirm {ticket}", Second)).Ended(ExitCodes.Done).Says("1回だけ");
        await EnrolAsync(village, ticket, "c1");

        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("承認が必要");
        var plan = await village.RunAsync("show last --json");
        Assert.Equal(
            [VillageStory.Author.Value, Second.Value],
            plan["authors"].EnumerateArray().Select(a => a.GetString()).Order(StringComparer.Ordinal)
        );
        // Both who stood for the ticket gave it: neither agrees to what follows.
        foreach (var giver in new[] { VillageStory.Author, Second })
            (await village.RunAsync("approve last", giver)).Ended(ExitCodes.Refused).Says("登録した人");
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.Contains("juki-update", village.RightsOf(Clerk));
        (await village.RunAsync("keys missing")).Ended(ExitCodes.Done).Says("保留されている人はいません");
        (await village.RunAsync("keys locked-out --model 5C")).Ended(ExitCodes.Done).Says("締め出されます: 000104", "1 人が締め出されます");
        await village.RunAgainChangesNothingAsync();

        (await village.RunAsync("keys lost 12345678")).Ended(ExitCodes.Done).Says("止めました");
        (await village.RunAsync("plan --all")).Ended(ExitCodes.Done).Says("「住民記録（異動入力）」を取消し");
        await village.SettleAsync();
        Assert.DoesNotContain("juki-update", village.RightsOf(Clerk));
        (await village.RunAsync("keys list --state lost")).Ended(ExitCodes.Done).Says("12345678", "紛失届", "000104");
        await village.RunAgainChangesNothingAsync();

        // Found, the old enrolment stays ended: it is let in by two people anew.
        (await village.RunAsync("keys found 12345678")).Ended(ExitCodes.Done);
        await village.RunAgainChangesNothingAsync();
        Assert.Equal(
            "key-added key-handed-out key-ticket-issued key-ticket-confirmed key-enrolled supplied-by-hand supplied-by-hand key-lost "
                + "key-found",
            string.Join(' ', (await village.FactsAsync("keys")).Select(f => f.Kind.Value))
        );
        var enrolled = Assert.Single(await village.FactsAsync("keys"), f => f.Kind.Value == "key-enrolled");
        Assert.Equal(new Actor.Employee(Clerk), enrolled.Actor);
        Assert.Contains($"\"givers\":[\"{VillageStory.Author}\",\"{Second}\"]", enrolled.Body.Text, StringComparison.Ordinal);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task An_imported_line_does_not_open_again_what_was_reported_lost()
    {
        await using var village = await OpenAsync();
        var ticket = await TicketAsync(village);
        (await village.RunAsync($"keys ticket confirm {ticket}", Second)).Ended(ExitCodes.Done);
        await EnrolAsync(village, ticket, "c1");
        (await village.RunAsync("keys lost 12345678", Clerk)).Ended(ExitCodes.Done);
        village.Keyless.Clear();
        await village.DeliverListsAsync();
        await village.SettleAsync();
        Assert.DoesNotContain("juki-update", village.RightsOf(Clerk));
        // Everybody else has the key of the list.
        Assert.Contains("tax-levy", village.RightsOf(Second));
    }

    [Fact]
    public async Task Whoever_writes_a_key_into_the_store_is_found()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        using (var installation = village.Open())
        {
            var workspace = installation.Workspace;
            var partition = new App.Storage.PartitionKey(workspace.Tenant, "keys");
            var row = await workspace.Records.FindAsync(partition, "key:12345678", Ct);
            var forged = System.Text.Encoding.UTF8.GetString(row!.Json.Span).Replace(Clerk.Value, "000105", StringComparison.Ordinal);
            await workspace.Records.CommitAsync(
                partition,
                [
                    new App.Storage.RecordWrite.Upsert("key:12345678", System.Text.Encoding.UTF8.GetBytes(forged)),
                    new App.Storage.RecordWrite.Upsert("register:000105", "{}"u8.ToArray()),
                ],
                Ct
            );
        }
        (await village.RunAsync("audit verify"))
            .Ended(ExitCodes.NotAsItShouldBe)
            .Says("鍵台帳の鍵が記録と違う", "key:12345678", "register:000105");
    }

    [Fact]
    public async Task Wrong_lists_numbers_and_people_change_nothing()
    {
        await using var village = await OpenAsync();
        var before = await village.StateTextAsync("keys");
        var twice = await village.ListAsync("twice.csv", "製造番号,型式", ["1,a", "1,a", "?,b", "2,"]);
        (await village.RunAsync($"keys stock add {twice}")).Ended(ExitCodes.Refused).Says("取り込みません", "3行目", "4行目", "5行目");
        var other = await village.ListAsync("other.csv", "製造番号,型式,AAGUID", ["9,a,", "12345678,another,"]);
        (await village.RunAsync($"keys stock add {other}")).Ended(ExitCodes.Refused).Says("12345678", "別の型式");
        (await village.RunAsync("keys hand-out 12345678 000105")).Ended(ExitCodes.Refused).Says("在庫にありません");
        (await village.RunAsync("keys hand-out 鍵 000105")).Ended(ExitCodes.Usage).Says("製造番号ではありません");
        (await village.RunAsync("keys lost 999")).Ended(ExitCodes.NotFound).Says("鍵台帳にありません");
        (await village.RunAsync("keys ticket confirm 1")).Ended(ExitCodes.Usage);
        (await village.RunAsync("keys ticket issue 000104 12345678 --seen staff-card", Clerk)).Ended(ExitCodes.Refused).Says("窓口の操作");
        (await village.RunAsync("keys lost 12345678", new EmployeeId("000105"))).Ended(ExitCodes.Refused);
        (await village.RunAsync("keys locked-out --model x")).Ended(ExitCodes.NotFound);
        (await village.RunAsync("keys missing --before-closing nothing")).Ended(ExitCodes.NotFound);
        village.Sit(null);
        (await village.RunAsync("keys lost 12345678")).Ended(ExitCodes.Refused).Says("誰にも割り当てられていません");
        Assert.Equal(before, await village.StateTextAsync("keys"));
    }

    /// <summary>The clerk has no key; one is in the clerk's hands.</summary>
    private static async Task<VillageStory> OpenAsync()
    {
        var village = await VillageStory.SettledAsync(before: v =>
        {
            v.Keyless.Add(Clerk);
            v.Approvers.Add(Second);
        });
        var list = await village.ListAsync("stock.csv", "製造番号,型式,AAGUID", ["12345678,5C NFC,"]);
        (await village.RunAsync($"keys stock add {list}")).Ended(ExitCodes.Done).Says("1 本を在庫に登録");
        (await village.RunAsync($"keys stock add {list}")).Ended(ExitCodes.Done).Says("0 本を在庫に登録");
        (await village.RunAsync("keys hand-out １２３４５６７８ 000104")).Ended(ExitCodes.Done).Says("000104 に貸し出しました");
        return village;
    }

    private static async Task<string> TicketAsync(VillageStory village)
    {
        var issued = await village.RunAsync("keys ticket issue 000104 12345678 --seen staff-card --json");
        return issued.Ended(ExitCodes.Done)["ticket"].GetProperty("id").GetString()!;
    }

    /// <summary>What the page does with the answer of an authenticator that was verified.</summary>
    private static async Task EnrolAsync(VillageStory village, string ticket, string credential)
    {
        using var installation = village.Open();
        var workspace = installation.Workspace;
        Assert.True(TicketId.TryRead(ticket, out var id));
        var (ceremony, _, why) = await EnrolKey.BeginAsync(workspace, "session", Clerk, new KeySerial("12345678"), id, _ => "{}", Ct);
        Assert.Null(why);
        var key = new VerifiedKey(new CredentialId(credential), "AAAA", Guid.Empty, "5C", "packed", true);
        EnrolKey.Verify proves = (_, _) => Task.FromResult<(VerifiedKey?, Refusal?)>((key, null));
        Assert.IsType<KeyDecision.Done>(await EnrolKey.EndAsync(workspace, "session", Clerk, ceremony, proves, Ct));
    }
}
