using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>How many random cases each law is tried on: 200 by default, ten thousand and more in <c>scripts/soak</c>.</summary>
internal static class Cases
{
    public static readonly long Count = long.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS"), out var count) ? count : 200;

    public static void Hold<T>(this Gen<T> gen, Action<T> law) => gen.Sample(law, iter: Count, threads: 2, print: Text);

    public static void Hold<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> law) =>
        gen.Sample(
            both => law(both.Item1, both.Item2),
            iter: Count,
            threads: 2,
            print: both => $"{Text(both.Item2)} with {Text(both.Item1)}"
        );

    private static string Text<T>(T value) => value is World world ? WorldText.Of(world) : $"{value}";
}
