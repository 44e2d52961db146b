namespace AccessGov.App.Tests.WebAuthn;

/// <summary>One way in which a lawful ceremony goes wrong.</summary>
/// <param name="Name">The class.</param>
/// <param name="Steps">Who may refuse it; empty: any step.</param>
/// <param name="Before">Turned before the authenticator signs: it is evil, or another one.</param>
/// <param name="After">Turned on the way.</param>
public sealed record Mutation<T>(string Name, string Steps, Action<T, Random>? Before = null, Action<T, Random>? After = null);
