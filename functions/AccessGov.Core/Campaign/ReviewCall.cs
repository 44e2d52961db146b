namespace AccessGov.Core.Campaign;

/// <summary>What a mail to a reviewer tells. Nobody's name, number or right.</summary>
/// <param name="Round">The round, for the address of its page.</param>
/// <param name="Items">How many rights he has not decided about.</param>
/// <param name="People">Of how many people.</param>
/// <param name="LastDay">By when.</param>
/// <param name="IsAgain">True where he was told before.</param>
public sealed record ReviewCall(string Round, int Items, int People, DateOnly LastDay, bool IsAgain);
