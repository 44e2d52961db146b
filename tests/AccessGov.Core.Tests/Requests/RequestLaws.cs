using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;
using CsCheck;
using static AccessGov.Core.Tests.Requests.RequestTown;

namespace AccessGov.Core.Tests.Requests;

/// <summary>Whatever people do, in whatever order, and whatever somebody writes: what holds of every grant.</summary>
public sealed class RequestLaws
{
    private static readonly EmployeeId[] People = [Staff, Colleague, Head, Owner, Chief, Officer, Second];
    private static readonly string[] Ids = ["a", "b", "c"];

    private static readonly Gen<(int Days, EmployeeId By, RequestCommand Command)> Step = Gen.Select(
        Gen.Int[0, 12],
        Gen.OneOf(People),
        Command()
    );

    private static readonly Gen<RequestEvent> Written = Gen.Select(
            Gen.OneOf(Ids),
            Gen.OneOf(People),
            Gen.Int[0, 5],
            Gen.Int[0, 400],
            Gen.OneOf(Enum.GetValues<RequestStage>()),
            Gen.OneOf(Enum.GetValues<RequestEndKind>())
        )
        .Select((id, by, what, day, stage, how) => Event(id, by, what, A.April.AddDays(day), stage, how));

    [Fact]
    public void Whatever_people_do_nothing_is_given_without_two_others_who_agree() =>
        Step.Array[0, 40]
            .Sample(
                steps =>
                {
                    var town = new RequestTown();
                    foreach (var (days, by, command) in steps)
                    {
                        town = town.OnDay(town.On.AddDays(days));
                        foreach (var happened in RequestDecider.OfDay(town.Scene))
                            town = town.After(happened);
                        if (RequestDecider.Decide(town.Scene, command, by) is RequestDecision.Done(var done))
                            town = town.After(done);
                        AssertLaws(town.Ledger);
                        foreach (var grant in town.Ledger.Grants.Where(g => !g.Days.Covers(town.On)))
                            Assert.DoesNotContain(
                                town.Desired.Of(town.Desired.Facts.Roster.Find(grant.Worker)!).Memberships,
                                m => m.Grant == grant
                            );
                    }
                    // What was decided follows on what was before.
                    Assert.Empty(town.Ledger.Unfounded);
                },
                iter: Cases.Count,
                threads: 2
            );

    [Fact]
    public void Whatever_somebody_writes_nothing_is_given_without_two_others_who_agree() =>
        Written.Array[0, 40].Sample(events => AssertLaws(RequestLedger.Of(events)), iter: Cases.Count * 4, threads: 2);

    [Fact]
    public void Forged_or_not_a_grant_ends_when_it_was_asked_to() =>
        Written
            .Array[0, 40]
            .Sample(
                events =>
                {
                    foreach (var request in RequestLedger.Of(events).All)
                        Assert.True(request.ToGrant() is not { } grant || grant.Days.Until <= request.Until);
                },
                iter: Cases.Count,
                threads: 2
            );

    private static void AssertLaws(RequestLedger ledger)
    {
        foreach (var request in ledger.All)
        {
            EmployeeId[] agreed = [.. new[] { request.Head, request.Owner, request.Officer }.OfType<RequestAgreement>().Select(a => a.By)];
            Assert.DoesNotContain(request.AskedBy, agreed);
            Assert.DoesNotContain(request.Subject, agreed);
            Assert.Equal(agreed.Length, agreed.Distinct().Count());
            Assert.Equal(request.ToGrant() is null, request.From is null);
            if (request.ToGrant() is not { } grant)
                continue;
            Assert.Equal(request.Kind == GrantKind.Exception ? 3 : 2, agreed.Length);
            var last = new[] { request.Head, request.Owner, request.Officer }.OfType<RequestAgreement>().Last();
            Assert.Equal(DateOnly.FromDateTime(last.At.DateTime), grant.Days.From);
            Assert.True(grant.Days.From >= DateOnly.FromDateTime(request.AskedAt.DateTime));
        }
    }

    private static Gen<RequestCommand> Command() =>
        Gen.Select(Gen.Int[0, 6], Gen.OneOf(Ids), Gen.OneOf(People), Gen.Int[0, 370], Gen.OneOf(A.Siren, A.JukiInquiry))
            .Select(
                (what, id, subject, days, right) =>
                    what switch
                    {
                        0 => (RequestCommand)
                            new RequestCommand.Ask(id, subject, right, GrantKind.Request, "窓口の応援のため", A.April.AddDays(days)),
                        1 => ExceptionFor(subject, A.TaxInquiry) with { Id = id, Until = A.April.AddDays(days) },
                        2 => new RequestCommand.Reject(id, "必要が認められない"),
                        3 => new RequestCommand.Return(id),
                        _ => new RequestCommand.Agree(id),
                    }
            );

    private static RequestEvent Event(string id, EmployeeId by, int what, DateOnly on, RequestStage stage, RequestEndKind how) =>
        what switch
        {
            0 => new RequestEvent.WasAsked(
                new RightRequest(
                    id,
                    People[on.DayNumber % 3],
                    by,
                    NoonOf(on),
                    Siren,
                    (GrantKind)(on.DayNumber % 2),
                    A.Tax,
                    "目的は何か",
                    on.AddDays(90)
                )
                {
                    From = on.DayNumber % 7 == 0 ? on : null,
                }
            ),
            1 => new RequestEvent.HasEnded(id, new RequestEnd(how, on.DayNumber % 2 == 0 ? by : null, NoonOf(on), on, "理由を書く")),
            2 => new RequestEvent.EndWasTold(id, NoonOf(on)),
            _ => new RequestEvent.WasAgreed(id, NoonOf(on), stage, by, on),
        };
}
