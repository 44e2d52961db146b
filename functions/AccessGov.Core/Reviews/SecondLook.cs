using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>
/// Where a reviewer kept everything without reading, the owner of the rights, or whoever is above him, is asked about a sample: a part of
/// what that reviewer kept, drawn so that nobody knows it before handing in. It is handed in by nobody as わからない, and so goes the owner's
/// way. Whoever is asked and says nothing leaves what was decided.
/// </summary>
public sealed class SecondLook
{
    /// <summary>So many of a reviewer's answers at least.</summary>
    public const int Fewest = 3;

    /// <summary>And this share of them, 0 to 1.</summary>
    public const decimal Share = 0.1m;

    private readonly Dictionary<ReviewItemId, (ReviewAnswer Answer, string Kept, bool OnPaper)> said = [];
    private readonly Dictionary<ReviewItemId, EmployeeId> drawn = [];
    private readonly HashSet<ReviewItemId> reopened = [];

    /// <summary>Folds a round.</summary>
    /// <param name="handedIn">What was handed in, oldest first, each with its answers.</param>
    public SecondLook(IEnumerable<(ReviewSubmission Submission, IReadOnlyList<ReviewAnswer> Answers)> handedIn)
    {
        ArgumentNullException.ThrowIfNull(handedIn);
        foreach (var (submission, answers) in handedIn)
            foreach (var answer in answers)
                if (answer.Choice == ReviewChoice.Reopened)
                    reopened.Add(answer.Item);
                else if (answer.By is not null)
                {
                    reopened.Remove(answer.Item);
                    said[answer.Item] = (answer, submission.Kept, submission.Paper is not null);
                }
                else if (answer.Choice == ReviewChoice.Unsure && said.GetValueOrDefault(answer.Item).Answer is { By: { } by })
                    drawn.TryAdd(answer.Item, by);
    }

    /// <summary>
    /// What people said last of each item before a window or a command line, whatever was drawn since; not what was taken back to be
    /// decided anew: whoever takes back what he removed has removed nothing.
    /// </summary>
    public IEnumerable<ReviewAnswer> Said => said.Values.Where(s => !s.OnPaper && !reopened.Contains(s.Answer.Item)).Select(s => s.Answer);

    /// <summary>How many items were decided on paper: how long that took nobody knows.</summary>
    public int OnPaper => said.Values.Count(s => s.OnPaper);

    /// <summary>True for what was handed in by nobody as わからない: an item that was drawn.</summary>
    /// <param name="answer">What was said last of an item.</param>
    public static bool IsDraw(ReviewAnswer answer) => answer is { By: null, Choice: ReviewChoice.Unsure };

    /// <summary>What a person had said of an item before it was drawn or opened again; null where nobody had.</summary>
    /// <param name="item">The item.</param>
    public ReviewAnswer? Before(ReviewItemId item) => said.GetValueOrDefault(item).Answer;

    /// <summary>How many of a reviewer's answers were drawn.</summary>
    /// <param name="reviewer">Who.</param>
    public int DrawnOf(EmployeeId reviewer) => drawn.Values.Count(by => by == reviewer);

    /// <summary>Of them those that another person has looked at since, and those of which that person took the right.</summary>
    /// <param name="reviewer">Who.</param>
    public (int Looked, int Removed) LookedAt(EmployeeId reviewer)
    {
        ReviewAnswer[] since = [.. drawn.Where(d => d.Value == reviewer).Select(d => said[d.Key].Answer).Where(a => a.By != reviewer)];
        return (since.Length, since.Count(a => a.Choice == ReviewChoice.Remove));
    }

    /// <summary>What is to be drawn now.</summary>
    /// <param name="hasAnother">Whether another than this one may look at an item.</param>
    public IReadOnlyList<ReviewItemId> ToDraw(Func<ReviewItemId, EmployeeId, bool> hasAnother)
    {
        ArgumentNullException.ThrowIfNull(hasAnother);
        var found = new List<ReviewItemId>();
        foreach (var reviewer in ReviewReality.Of(Said).Reviewers.Where(r => r.LooksStamped))
        {
            var missing = Math.Max(Fewest, (int)Math.Ceiling(reviewer.Items * Share)) - DrawnOf(reviewer.By);
            if (missing <= 0)
                continue;
            var of = said.Values.Where(s => !s.OnPaper && s.Answer.By == reviewer.By && s.Answer.Choice == ReviewChoice.Keep).ToArray();
            // By what was handed in, which nobody can make to measure; everybody can draw it again.
            found.AddRange(
                of.Where(s =>
                        !drawn.ContainsKey(s.Answer.Item) && !reopened.Contains(s.Answer.Item) && hasAnother(s.Answer.Item, reviewer.By)
                    )
                    .OrderBy(s => Lot(s.Kept, s.Answer.Item), StringComparer.Ordinal)
                    .Take(missing)
                    .Select(s => s.Answer.Item)
            );
        }
        found.Sort();
        return found;
    }

    private static string Lot(string kept, ReviewItemId item) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kept}\n{item.Worker}\n{item.Right}")))
        );
}
