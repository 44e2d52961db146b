using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>
/// Rights that no review may leave without a holder (<c>last-holder: keep</c>): somebody must be able to open the safe. Whoever wants to
/// take it from the last one gives it to a successor first.
/// </summary>
public static class LastHolder
{
    /// <summary>Why answers together may not take what they take; null when they may.</summary>
    /// <param name="answers">Answers of one hand, or those that would stand together.</param>
    /// <param name="holdersOf">Who holds a right that must be held, without those from whom reviews have taken it; nobody where the policy
    /// does not ask for a holder.</param>
    public static Refusal? CannotRemove(IEnumerable<ReviewAnswer> answers, Func<EntitlementId, IReadOnlyCollection<EmployeeId>> holdersOf)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(holdersOf);
        foreach (var right in answers.Where(a => a.Choice == ReviewChoice.Remove).GroupBy(a => a.Item.Right).OrderBy(r => r.Key))
        {
            var holders = holdersOf(right.Key);
            EmployeeId[] taken = [.. right.Select(a => a.Item.Worker).Where(holders.Contains).Distinct().Order()];
            // Whoever does not hold it by what is known leaves nothing open.
            if (taken.Length > 0 && taken.Length == holders.Count)
                return new Refusal("review-last-holder", $"{taken[^1]} {right.Key}", 0, 1);
        }
        return null;
    }

    /// <summary>Of answers that nobody is there to give anew those that leave every such right a holder, in their order.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="holdersOf">Who holds a right that must be held.</param>
    public static IReadOnlyList<ReviewAnswer> Allowed(
        IEnumerable<ReviewAnswer> answers,
        Func<EntitlementId, IReadOnlyCollection<EmployeeId>> holdersOf
    )
    {
        ArgumentNullException.ThrowIfNull(answers);
        var (allowed, removals) = (new List<ReviewAnswer>(), new List<ReviewAnswer>());
        foreach (var answer in answers)
        {
            if (answer.Choice == ReviewChoice.Remove && holdersOf(answer.Item.Right).Count > 0)
            {
                removals.Add(answer);
                if (CannotRemove(removals, holdersOf) is not null)
                {
                    removals.RemoveAt(removals.Count - 1);
                    continue;
                }
            }
            allowed.Add(answer);
        }
        return allowed;
    }
}
