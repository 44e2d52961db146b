namespace AccessGov.Core.Policy;

/// <summary>Whom people turn to when something does not work: advice on screens and on the command line names it.</summary>
/// <param name="Name">Its name, e.g. <c>情報政策課</c>.</param>
/// <param name="Phone">How it is called, as the city writes it, e.g. <c>内線 2345</c>; null where the policy names none.</param>
/// <param name="Mail">Its address; null where the policy names none.</param>
public sealed record HelpDesk(string Name, string? Phone, string? Mail);
