using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What a process remembers of reviews stands in the store: after others have written, and after it was restored.</summary>
public sealed class Story50_A_review_that_many_read
{
    private const string Id = "my-number-20260202";

    private static readonly EmployeeId Chief = new("000103"),
        OfWater = new("000201"),
        OfResidents = new("000104");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_goes_on_from_what_it_knows_and_forgets_it_when_the_store_is_restored()
    {
        await using var village = await OpenAsync();
        using var installation = village.Open();
        var workspace = installation.Workspace;
        await using var backup = await village.CopyAsync();
        await HandInAsync(village, "remove");
        await HandInAsync(village, "keep", at: 1);
        var known = await ReviewBook.ReadAsync(workspace, Ct);
        await HandInAsync(village, "remove", at: 2);
        var next = await ReviewBook.ReadAsync(workspace, Ct);
        Assert.Equal((2, 3), (known.HandedInOf(Id).Count, next.HandedInOf(Id).Count));
        Assert.Equal((1, 2), (known.Removals.Count, next.Removals.Count));
        Assert.Equal((2, 3), (await DecidedAsync(known), await DecidedAsync(next)));
        Assert.Same(known.HandedInOf(Id)[0], next.HandedInOf(Id)[0]);

        // The backup is put back, and other decisions are written where the first ones stood.
        // As many facts, and one commit more: the version is another one.
        (await backup.RunAsync("plan")).Ended(ExitCodes.Done);
        for (var at = 0; at < 3; at++)
            await HandInAsync(backup, "keep", at);
        using var other = backup.Open();
        foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(backup.State, "files"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(village.State, Path.GetRelativePath(backup.State, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
        var restored = workspace with { Records = other.Workspace.Records };
        var after = await ReviewBook.ReadAsync(restored, Ct);
        Assert.Equal(3, after.HandedInOf(Id).Count);
        Assert.All(after.HandedInOf(Id), h => Assert.Equal(ReviewChoice.Keep, Assert.Single(h.Answers).Choice));
        Assert.Empty(after.Removals);
        Assert.Equal(3, await DecidedAsync(after));

        async Task<int> DecidedAsync(ReviewBook book) => (await book.StateAsync(workspace, book.Find(Id)!, Ct)).Decided;
    }

    [Fact]
    public async Task Items_found_by_reviewer_are_those_that_looking_through_all_finds()
    {
        await using var village = await OpenAsync();
        await HandInAsync(village, "remove");
        // The owner of the right is asked, who is somebody else.
        await HandInAsync(village, "unsure", OfWater, "000202");
        using var installation = village.Open();
        var workspace = installation.Workspace;
        var book = await ReviewBook.ReadAsync(workspace, Ct);
        var people = await ReviewPeople.OfAsync(workspace, Ct);
        var first = await book.StateAsync(workspace, book.Find(Id)!, Ct);
        foreach (var state in new[] { first, first.With(first.Round with { EscalatedOn = village.Today }, []) })
        {
            Assert.Equal([OfResidents], state.PassedOn.Select(at => people.ReviewerOf(state, state.Population[at])!.Value));
            foreach (var by in village.Staff.Keys)
                Assert.Equal(
                    state.Population.Where(i => !state.IsDecidedBySomebody(i.Id) && people.ReviewerOf(state, i) == by),
                    people.ItemsOf(state, by)
                );
            Assert.Equal(
                state.Undecided.CountBy(i => people.ReviewerOf(state, i)?.Value ?? "").OrderBy(c => c.Key, StringComparer.Ordinal),
                people
                    .Behind(state)
                    .Select(b => KeyValuePair.Create(b.Reviewer?.Value ?? "", b.Items))
                    .OrderBy(c => c.Key, StringComparer.Ordinal)
            );
        }
    }

    private static async Task<VillageStory> OpenAsync()
    {
        var village = await VillageStory.SettledAsync(before: v =>
        {
            foreach (var head in (EmployeeId[])[Chief, OfWater, OfResidents])
                v.Change(head.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
            for (var i = 10; i < 14; i++)
                v.Put(VillageStory.Regular($"0001{i}", "mayor", VillageStory.TaxOffice));
        });
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        return village;
    }

    /// <summary>The chief hands in one answer, about the n-th of his people.</summary>
    private static Task HandInAsync(VillageStory village, string choice, int at = 0) =>
        HandInAsync(village, choice, Chief, $"0001{10 + at}");

    private static async Task HandInAsync(VillageStory village, string choice, EmployeeId by, string about)
    {
        var right = (await village.RunAsync($"review show {Id} --mine --json", by))
            .Json.EnumerateArray()
            .First(i => i.GetProperty("worker").GetString() == about)
            .GetProperty("right")
            .GetString();
        (await village.RunAsync($"review answer {Id} {about} {right} {choice}", by)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {Id}", by)).Ended(ExitCodes.Done);
    }

    /// <summary>わからない that was handed in stays no answer: the next one is asked, also where the same head owns the right.</summary>
    [Fact]
    public async Task An_owner_who_was_unsure_as_the_head_hands_in_the_rest_and_the_next_one_decides()
    {
        await using var village = await OpenAsync();
        await HandInAsync(village, "unsure");
        using var installation = village.Open();
        var book = await ReviewBook.ReadAsync(installation.Workspace, Ct);
        var state = await book.StateAsync(installation.Workspace, book.Find(Id)!, Ct);
        var people = await ReviewPeople.OfAsync(installation.Workspace, Ct);
        var next = people.ReviewerOf(state, state.Items.All[Assert.Single(state.PassedOn)])!.Value;
        Assert.NotEqual(Chief, next);
        await HandInAsync(village, "remove", at: 1);
        await HandInAsync(village, "keep", next, "000110");
        book = await ReviewBook.ReadAsync(installation.Workspace, Ct);
        Assert.Equal(
            [(ReviewChoice.Unsure, Chief), (ReviewChoice.Remove, Chief), (ReviewChoice.Keep, next)],
            book.HandedInOf(Id).SelectMany(h => h.Answers).Select(a => (a.Choice, a.By!.Value))
        );
    }
}
