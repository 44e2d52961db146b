using System.Diagnostics;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Browser;

/// <summary>
/// A hand at a keyboard before one window: counts what it does and how long the machine lets it wait, so that a human's time can be
/// estimated by the keystroke-level model (Card, Moran, Newell: The Keystroke-Level Model for User Performance Time, 1980).
/// </summary>
/// <param name="page">The window.</param>
internal sealed class Hand(IPage page)
{
    /// <summary>Seconds of the model: a key of an average typist, a thing pointed at, a thought before each act.</summary>
    public const double Key = 0.28,
        Point = 1.1,
        Thought = 1.35;

    private readonly Stopwatch waits = new();

    /// <summary>Keys pressed and buttons of a mouse.</summary>
    public int Keys { get; private set; }

    /// <summary>Things pointed at: with a mouse, or a code held before the scanner.</summary>
    public int Points { get; private set; }

    /// <summary>Acts that somebody thinks about first: what is read off, typed or decided as one.</summary>
    public int Thoughts { get; private set; }

    /// <summary>Pages that were loaded.</summary>
    public int Loads { get; private set; }

    /// <summary>Seconds between the last key and the next page being ready.</summary>
    public double Machine => waits.Elapsed.TotalSeconds;

    /// <summary>Seconds that a human takes for the same, by the model.</summary>
    public double Human => Keys * Key + Points * Point + Thoughts * Thought;

    /// <summary>Begins to count.</summary>
    public static Hand Of(IPage page)
    {
        var hand = new Hand(page);
        page.FrameNavigated += hand.Count;
        return hand;
    }

    /// <summary>Counts no more: the next person comes.</summary>
    public void Rest() => page.FrameNavigated -= Count;

    /// <summary>Types what it reads or knows.</summary>
    /// <param name="text">What.</param>
    public async Task TypeAsync(string text)
    {
        Thoughts++;
        Keys += text.Length;
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Presses keys one after the other, without a thought of their own.</summary>
    /// <param name="keys">Their names.</param>
    public async Task PressAsync(params string[] keys)
    {
        Keys += keys.Length;
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
    }

    /// <summary>Holds a code before the scanner, which types it and ends with Enter.</summary>
    /// <param name="code">What stands in it.</param>
    /// <param name="ready">What has the cursor on the next page.</param>
    public async Task ScanAsync(string code, ILocator ready)
    {
        (Thoughts, Points) = (Thoughts + 1, Points + 1);
        await page.Keyboard.TypeAsync(code);
        await WaitAsync(() => page.Keyboard.PressAsync("Enter"), ready);
    }

    /// <summary>Sends with Enter.</summary>
    /// <param name="ready">What is there on the next page.</param>
    public Task SendAsync(ILocator ready)
    {
        Keys++;
        return WaitAsync(() => page.Keyboard.PressAsync("Enter"), ready);
    }

    /// <summary>Points at something and clicks it.</summary>
    /// <param name="target">What.</param>
    /// <param name="ready">What is there then; null where nothing comes of it but the cursor.</param>
    public async Task ClickAsync(ILocator target, ILocator? ready = null)
    {
        (Keys, Points) = (Keys + 1, Points + 1);
        if (ready is null)
            await target.ClickAsync();
        else
            await WaitAsync(() => target.ClickAsync(), ready);
    }

    /// <summary>Reads what came and decides what to do.</summary>
    public void Think() => Thoughts++;

    private void Count(object? sender, IFrame frame) => Loads += frame == page.MainFrame ? 1 : 0;

    private async Task WaitAsync(Func<Task> act, ILocator ready)
    {
        waits.Start();
        await act();
        await Assertions.Expect(ready).ToHaveCountAsync(1);
        waits.Stop();
    }
}
