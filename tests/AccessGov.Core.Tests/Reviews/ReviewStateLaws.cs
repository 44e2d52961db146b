using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using CsCheck;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>Where items stand, over any sequence of what is handed in.</summary>
public sealed class ReviewStateLaws
{
    private static readonly ReviewItem[] Items =
    [
        .. from worker in Enumerable.Range(1, 5)
        from right in new[] { "a", "b" }
        select new ReviewItem(
            new(new($"{worker}"), new(right)),
            new OrgCode("1"),
            Guid.Empty,
            new("rule", null, null, null, null, null),
            null
        ),
    ];

    private static readonly ReviewRound Round = new(
        "round",
        new ReviewRule(new("rule"), "", [], default, 3, 21, 3, false, ReviewSilence.Keep, new Article("第1")),
        default,
        default,
        "",
        Items.Length,
        ""
    );

    /// <summary>Answers about the items and about one that is none of the round, handed in one after the other.</summary>
    private static readonly Gen<(int Item, ReviewChoice Choice, bool BySomebody)[][]> Handed = Gen.Select(
            Gen.Int[0, Items.Length],
            Gen.Enum<ReviewChoice>(),
            Gen.Bool
        )
        .Array[0, 6]
        .Array[0, 8];

    [Fact]
    public void Step_by_step_is_as_all_at_once_and_what_was_before_stays() =>
        Handed.Sample(handed =>
        {
            var all = handed.Select((answers, i) => (Submission(i), AnswersOf(answers, i))).ToArray();
            var steps = new List<ReviewState> { new(Round, Items, []) };
            foreach (var one in all)
                steps.Add(steps[^1].With(Round, [one]));
            for (var count = 0; count <= all.Length; count++)
            {
                var whole = new ReviewState(Round, Items, all.Take(count));
                Assert.Equal(Items.Select(i => whole.LastOf(i.Id)), Items.Select(i => steps[count].LastOf(i.Id)));
                Assert.Equal(whole.Undecided, steps[count].Undecided);
                Assert.Equal(whole.PassedOn, steps[count].PassedOn);
                Assert.Equal(Items.Count(i => whole.IsDecided(i.Id)), steps[count].Decided);
                Assert.Equal(Items.Length - whole.Decided, steps[count].Undecided.Count());
                Assert.All(
                    Items.Index(),
                    i => Assert.Equal(steps[count].PassedOn.Contains(i.Index), steps[count].StageOf(i.Item.Id) == ReviewStage.Owner)
                );
            }
        });

    [Fact]
    public void Whoever_leaves_and_comes_back_leaves_every_item_as_it_was() =>
        Gen.Select(Handed, Gen.Int[1, 3])
            .Sample(
                (handed, times) =>
                {
                    var before = new ReviewState(Round, Items, handed.Select((answers, i) => (Submission(i), AnswersOf(answers, i))));
                    var open = before.Undecided.ToArray();
                    var left = before.With(
                        Round,
                        [.. Enumerable.Range(100, times).Select(n => (Submission(n), Seen(open, ReviewChoice.Gone)))]
                    );
                    Assert.Empty(left.Undecided);
                    var back = left.With(Round, [(Submission(200), Seen(open, ReviewChoice.Back))]);
                    Assert.Equal(before.Undecided, back.Undecided);
                    Assert.Equal(before.Decided, back.Decided);
                    Assert.Equal(before.PassedOn, back.PassedOn);
                    Assert.Equal(Items.Select(i => before.LastOf(i.Id)), Items.Select(i => back.LastOf(i.Id)));
                    Assert.Equal(before.PassedOn.Select(before.PassedOnBy), back.PassedOn.Select(back.PassedOnBy));
                }
            );

    [Fact]
    public void Whoever_decided_something_opens_it_as_it_was_asked_of_him_and_nothing_else_does() =>
        Gen.Select(Handed, Gen.Int[0, Items.Length - 1], Gen.Bool)
            .Sample(
                (handed, at, isHis) =>
                {
                    var before = new ReviewState(Round, Items, handed.Select((answers, i) => (Submission(i), AnswersOf(answers, i))));
                    var item = Items[at].Id;
                    var by = new EmployeeId(isHis ? "9" : "8");
                    var after = before.With(
                        Round,
                        [(Submission(100), [new ReviewAnswer(item, ReviewChoice.Reopened, by, default, "", false, 0)])]
                    );
                    var opens = isHis && before.LastOf(item) is ({ Choice: ReviewChoice.Keep or ReviewChoice.Remove, By: not null }, _);
                    Assert.Equal(before.IsDecided(item) && !opens, after.IsDecided(item));
                    Assert.Equal(before.Decided - (opens ? 1 : 0), after.Decided);
                    if (!opens)
                        Assert.Equal(before.LastOf(item), after.LastOf(item));
                    // わからない of somebody before stands: the owner is asked still.
                    Assert.True(after.LastOf(item) is null or ({ Choice: ReviewChoice.Unsure }, _) || !opens);
                    Assert.Equal(
                        Items.Where(i => i.Id != item).Select(i => before.LastOf(i.Id)),
                        Items.Where(i => i.Id != item).Select(i => after.LastOf(i.Id))
                    );
                }
            );

    private static IReadOnlyList<ReviewAnswer> Seen(IEnumerable<ReviewItem> items, ReviewChoice choice) =>
        [.. items.Select(i => new ReviewAnswer(i.Id, choice, null, default, "", false, 0))];

    private static ReviewSubmission Submission(int number) => new("round", number, null, default, "", 0, 0, 0, default);

    private static IReadOnlyList<ReviewAnswer> AnswersOf((int Item, ReviewChoice Choice, bool BySomebody)[] answers, int number) =>
        [
            .. answers.Select(a => new ReviewAnswer(
                a.Item == Items.Length ? new(new("none"), new("a")) : Items[a.Item].Id,
                a.Choice,
                a.BySomebody ? new EmployeeId("9") : null,
                default,
                $"{number}",
                false,
                0
            )),
        ];
}
