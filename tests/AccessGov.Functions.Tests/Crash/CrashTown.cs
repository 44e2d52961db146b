using System.Text;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>消防本部's people, who are moved back and forth, hired and dismissed from round to round.</summary>
internal sealed class CrashTown(Random random)
{
    private const string Station = "610100",
        Branch = "610200";
    private readonly List<Person> people = [];
    private int round;

    /// <summary>Whom HR knows.</summary>
    public IReadOnlyList<Person> People => people;

    /// <summary>One of the people.</summary>
    public sealed class Person
    {
        public required string Id { get; init; }

        public string Org { get; set; } = Station;

        public bool HasLeft { get; set; }

        public bool LeftAtOnce { get; set; }

        public bool IsAtBranch => Org == Branch;

        /// <summary>
        /// Came to the branch since the last leaving. The other 任命権者 never deliver, so somebody of theirs might have reason to keep the
        /// right (law 4): moving away does not take it.
        /// </summary>
        public bool HasBranchRight { get; set; }
    }

    /// <summary>The next day in the life of the town.</summary>
    /// <param name="hires">How many are hired.</param>
    public void Live(int hires)
    {
        round++;
        for (var i = 0; i < hires; i++)
            people.Add(new Person { Id = $"3{people.Count + 1:D5}", Org = random.Next(2) == 0 ? Station : Branch });
        foreach (var person in people)
            switch (random.Next(10))
            {
                case 0 or 1 or 2:
                    person.Org = person.IsAtBranch ? Station : Branch;
                    break;
                // Not the newest: nobody leaves before there was an account. Nor who had to leave at once: people decide on that.
                case 3 when people.IndexOf(person) < people.Count - hires && !person.LeftAtOnce:
                    (person.HasLeft, person.LeftAtOnce) = (!person.HasLeft, false);
                    break;
            }
        // Somebody has to leave at once in every other round.
        if (round % 2 == 0 && people.Find(p => !p.HasLeft) is { } dismissed)
            (dismissed.HasLeft, dismissed.LeftAtOnce) = (true, true);
        foreach (var person in people)
            person.HasBranchRight = !person.HasLeft && (person.HasBranchRight || person.IsAtBranch);
    }

    /// <summary>The extract in 消防本部's own form.</summary>
    public byte[] Extract(DateOnly today)
    {
        // Excel's day 0 is 1899-12-30. Everybody began ten days ago.
        var yesterday = today.DayNumber - 1 - new DateOnly(1899, 12, 30).DayNumber;
        var began = yesterday - 9;
        var text = new StringBuilder(
            "職員番号\t氏名\t区分\t採用日\t退職日\t発令区分\t所属コード\t職名\t発令日\t解除日\t休職\t休職開始\t休職終了\t旧番号\t即時停止\n"
        );
        foreach (var person in people)
            text.Append($"{person.Id}\t消防 {person.Id}郎\t正規\t{began}\t{(person.HasLeft ? $"{yesterday}" : "")}\t")
                .Append($"本務\t{person.Org}\t署員\t{began}\t\t\t\t\t\t{(person.LeftAtOnce ? "1" : "")}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
