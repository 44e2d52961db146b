namespace AccessGov.App.WebAuthn;

/// <summary>For whom keys are made.</summary>
/// <param name="Id">RP ID: the portal's domain or one above it, e.g. <c>portal.city.example.jp</c>.</param>
/// <param name="Name">Name that browsers show.</param>
/// <param name="Origins">The portal's addresses exactly as browsers write them, e.g. <c>https://portal.city.example.jp</c>.</param>
public sealed record RelyingParty(string Id, string Name, IReadOnlyList<string> Origins);
