using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;
using CsCheck;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>A right that must be held has a holder, over any sequence of what reviewers hand in.</summary>
public sealed class LastHolderTests
{
    private static readonly Gen<ReviewAnswer[][]> Handed = Gen.Select(Gen.Int[1, 5], Gen.Enum<ReviewChoice>(), Gen.Bool)
        .Select((worker, choice, marked) => Answer($"{worker}", choice, marked))
        .Array[1, 6]
        .Array[1, 6];

    [Fact]
    public void Whoever_hands_in_whatever_somebody_holds_it_still() =>
        Gen.Select(Handed, Gen.Int[0, 5])
            .Sample(
                (handed, count) =>
                {
                    var holders = Enumerable.Range(1, count).Select(n => new EmployeeId($"{n}")).ToHashSet();
                    foreach (var answers in handed)
                    {
                        var taken = Taken(answers, holders);
                        var refused = LastHolder.CannotRemove(answers, HoldersOf);
                        Assert.Equal(holders.Count > 0 && taken.Count == holders.Count, refused is not null);
                        if (refused is null)
                            holders.ExceptWith(taken);
                        else
                            Assert.Equal(("review-last-holder", 0m, 1m), (refused.Code, (decimal)refused.Number, (decimal)refused.Limit));
                    }
                    Assert.Equal(count == 0, holders.Count == 0);

                    IReadOnlyCollection<EmployeeId> HoldersOf(EntitlementId right) => right == A.TaxInquiry ? holders : [];
                },
                iter: Cases.Count
            );

    [Fact]
    public void At_the_end_of_a_round_every_answer_counts_but_the_one_too_many() =>
        Gen.Select(Handed, Gen.Int[0, 5])
            .Sample(
                (handed, count) =>
                {
                    ReviewAnswer[] answers = [.. handed.SelectMany(h => h).DistinctBy(a => a.Item)];
                    var holders = Enumerable.Range(1, count).Select(n => new EmployeeId($"{n}")).ToHashSet();
                    IReadOnlyCollection<EmployeeId> HoldersOf(EntitlementId right) => right == A.TaxInquiry ? holders : [];
                    var allowed = LastHolder.Allowed(answers, HoldersOf);
                    Assert.Null(LastHolder.CannotRemove(allowed, HoldersOf));
                    var isTooMany = LastHolder.CannotRemove(answers, HoldersOf) is not null;
                    Assert.Equal(answers.Length - (isTooMany ? 1 : 0), allowed.Count);
                },
                iter: Cases.Count
            );

    private static HashSet<EmployeeId> Taken(ReviewAnswer[] answers, HashSet<EmployeeId> holders) =>
        [
            .. answers
                .Where(a => a.Item.Right == A.TaxInquiry && a.Choice == ReviewChoice.Remove)
                .Select(a => a.Item.Worker)
                .Where(holders.Contains),
        ];

    private static ReviewAnswer Answer(string worker, ReviewChoice choice, bool marked) =>
        new(new(new(worker), marked ? A.TaxInquiry : A.Mail), choice, new("9"), default, "", false, 0);
}
