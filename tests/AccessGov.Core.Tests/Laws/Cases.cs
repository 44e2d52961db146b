namespace AccessGov.Core.Tests.Laws;

/// <summary>How many random cases each law is tried on: 200 by default, ten thousand and more in <c>scripts/soak</c>.</summary>
internal static class Cases
{
    public static readonly long Count =
        long.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS"), out var count) ? count : 200;

    public static void Hold<T>(this Gen<T> gen, Action<T> law, Func<T, string>? print = null) =>
        gen.Sample(law, iter: Count, threads: 2, print: print ?? (value => value is Worlds.World world ? Worlds.WorldText.Of(world) : $"{value}"));
}
