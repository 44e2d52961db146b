using AccessGov.Core.Tests.Laws;
using static AccessGov.Core.Tests.Audit.Answers.SampleRecord;

namespace AccessGov.Core.Tests.Audit.Answers;

/// <summary>
/// A small directory whose groups the product, and others, change; the record tells of the product and of readings only. The model is
/// written without a look at the fold.
/// </summary>
public sealed class HoldersLaw
{
    private enum Step
    {
        Give,
        Take,
        Delete,
        Restore,
        Read,
        GiveOutside,
        TakeOutside,
    }

    private static readonly Gen<(Step Step, int Person, string Right)> Steps = Gen.Select(
        Gen.OneOf(Enum.GetValues<Step>()),
        Gen.Int[1, 3],
        Gen.OneOf(Right, Other)
    );

    [Fact]
    public void What_only_the_product_did_is_never_called_a_change_outside_and_everybody_who_holds_is_named() =>
        Steps
            .Where(s => s.Step < Step.GiveOutside)
            .List[0, 40]
            .Hold(steps =>
            {
                var (record, held) = Happen(steps);
                Assert.Empty(record.Outside());
                Assert.Equal(held, Named(record));
            });

    [Fact]
    public void Whatever_others_did_after_a_reading_everybody_who_holds_is_named() =>
        Steps
            .List[0, 40]
            .Hold(steps =>
            {
                var (record, held) = Happen([.. steps, (Step.Read, 1, Right)]);
                Assert.Equal(held, Named(record));
            });

    [Fact]
    public void One_change_by_others_between_two_readings_is_found_by_the_second_and_no_other_is() =>
        Gen.Select(Steps.Where(s => s.Step < Step.GiveOutside).List[0, 20], Gen.Int[1, 3], Gen.OneOf(Right, Other))
            .Select((steps, person, right) => (steps, (person, right)))
            .Hold(
                (steps, which) =>
                {
                    var (person, right) = which;
                    // Nobody gives to an account that is deleted.
                    steps = [.. steps, (Step.Restore, person, right)];
                    var holds = Happen(steps).Held.Contains($"{right} {person}");
                    var change = holds ? Step.TakeOutside : Step.GiveOutside;
                    var (record, _) = Happen([.. steps, (Step.Read, 1, Right), (change, person, right), (Step.Read, 1, Right)]);
                    var found = Assert.Single(record.Asked().Outside);
                    Assert.Equal(
                        (holds ? "taken-outside" : "given-outside", right, $"{person}", record.Line),
                        (found.What, found.Entitlement, found.Employee, found.Line)
                    );
                }
            );

    private static string[] Named(SampleRecord record) =>
        [.. record.Asked().Holders!.Holders.Select(h => $"{h.Entitlement} {h.Employee}").Order(StringComparer.Ordinal)];

    private static (SampleRecord Record, string[] Held) Happen(IReadOnlyList<(Step Step, int Person, string Right)> steps)
    {
        var record = new SampleRecord();
        var (members, deleted) = (new HashSet<(string Right, int Person)>(), new Dictionary<int, string[]>());
        foreach (var (step, person, right) in steps)
        {
            var isThere = !deleted.ContainsKey(person);
            if (step == Step.Give && isThere)
                record.Gives(2, $"{person}", person, members.Add((right, person)) ? "applied" : "already-true", right);
            else if (step == Step.Take && isThere)
                record.Takes(2, $"{person}", person, members.Remove((right, person)) ? "applied" : "already-true", right);
            else if (step == Step.Delete && isThere)
            {
                deleted[person] = [.. members.Where(m => m.Person == person).Select(m => m.Right)];
                members.RemoveWhere(m => m.Person == person);
                record.Ends(2, $"{person}", Wish("DeleteAccount", account: Account(person)));
            }
            else if (step == Step.Restore && deleted.Remove(person, out var back))
            {
                members.UnionWith(back.Select(r => (r, person)));
                record.Ends(2, $"{person}", Wish("RestoreAccount", account: Account(person)));
            }
            else if (step == Step.GiveOutside && isThere)
                members.Add((right, person));
            else if (step == Step.TakeOutside)
                members.Remove((right, person));
            else if (step == Step.Read)
                record.Reads(2, ((string[])[Right, Other]).ToDictionary(r => r, r => Holding(members, r)));
        }
        return (record, [.. members.Select(m => $"{m.Right} {m.Person}").Order(StringComparer.Ordinal)]);
    }

    private static (string? Person, int Account)[] Holding(HashSet<(string Right, int Person)> members, string right) =>
        [.. members.Where(m => m.Right == right).Select(m => ((string?)$"{m.Person}", m.Person))];
}
