using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>The sample's policy with a second review of the same zone: two rounds ask about one right at once.</summary>
internal static class TwoReviews
{
    /// <summary>The policy's text.</summary>
    /// <param name="id">Id of the second review; silence keeps in it, and it may be taken back for ten days.</param>
    public static string PolicyText(string id)
    {
        const string Reviews = "\nreviews:\n";
        Assert.Contains(Reviews, Sample.Text, StringComparison.Ordinal);
        var second = $"""
              - id: {id}
                name: もう一つの棚卸し
                zones: [my-number]
                from: 2026-04-01
                every-months: 12
                due-days: 30
                undo-days: 10
                silence: keep
                article: 第6(2)

            """;
        return Sample.Text.Replace(Reviews, Reviews + second, StringComparison.Ordinal);
    }
}
