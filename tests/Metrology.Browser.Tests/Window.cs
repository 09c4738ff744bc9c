using System.Text.Json;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>A browser window that remembers everything that went wrong in it.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string name;
    private bool expects422;

    public Window(IBrowserContext context, IPage page, string name)
    {
        (this.context, this.name, Page) = (context, name, page);
        // A violation of the content security policy is a console error too.
        page.Console += (_, message) =>
        {
            if (expects422 && message.Text.Contains("422", StringComparison.Ordinal))
                return;
            if (message.Type is "error" or "warning")
                Complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => Complaints.Add($"script: {error}");
        page.RequestFailed += (_, request) =>
        {
            // What a page still asked for ends when the page is left: its stream of events, and a fragment on its way.
            if (request.ResourceType != "eventsource" && request.Failure != "net::ERR_ABORTED")
                Complaints.Add($"request: {request.Url} {request.Failure}");
        };
    }

    public IPage Page { get; }

    public bool IsChinese => name.StartsWith("zh", StringComparison.Ordinal);

    /// <summary>The next answer is a form with errors; browsers log its status as an error.</summary>
    public void Expect422() => expects422 = true;

    public List<string> Complaints { get; } = [];

    /// <summary>Waits for another page, and says what stands there instead when it does not come.</summary>
    public async Task ArriveAsync(string address)
    {
        try
        {
            await Page.WaitForURLAsync(address);
        }
        catch (TimeoutException timeout)
        {
            var here = await Page.EvaluateAsync<string>("`${location.href} (${document.readyState}), focus on ${document.activeElement?.outerHTML.slice(0, 120)}: ${document.body.innerText.slice(0, 800)}`");
            throw new TimeoutException($"Not at {address} but at {here}; {string.Join("; ", Complaints)}", timeout);
        }
    }

    /// <summary>Takes the picture of the whole page into the test's output, and checks what must hold of every page.</summary>
    public async Task InspectAsync(string subject)
    {
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await InspectLiveAsync(subject);
    }

    /// <summary>The same for a page with an open stream of events, whose network is never idle.</summary>
    public async Task InspectLiveAsync(string subject)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "screenshots");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{subject}-{name}.png"), FullPage = true });

        Assert.True(Complaints.Count == 0, string.Join(Environment.NewLine, Complaints));
        var width = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(width <= Page.ViewportSize!.Width, $"{subject}: {width} px wide");
        Assert.Equal("[]", (await Page.EvaluateAsync<JsonElement>(NamelessControls)).GetRawText());
        Assert.Equal("[]", (await Page.EvaluateAsync<JsonElement>(PoorContrast)).GetRawText());
        Assert.Equal(1, await Page.Locator("h1").CountAsync());
    }

    /// <summary>What stands in these boxes does not reach beyond them, where it would be cut off or overprint its neighbour.</summary>
    public async Task NothingIsCutAsync(string boxes)
    {
        Assert.NotEqual(0, await Page.Locator(boxes).CountAsync());
        Assert.Equal("[]", (await Page.EvaluateAsync<JsonElement>(
            "boxes => [...document.querySelectorAll(boxes)].filter(box => box.scrollWidth > box.clientWidth).map(box => `${box.scrollWidth} > ${box.clientWidth}: ${box.textContent.trim().slice(0, 40)}`)",
            boxes)).GetRawText());
    }

    /// <summary>Controls that a screen reader could not name.</summary>
    private const string NamelessControls = """
        () => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
          .filter(control => !(control.ariaLabel || control.textContent.trim() || control.labels?.length || control.title))
          .map(control => control.outerHTML.slice(0, 120))
        """;

    /// <summary>Text below the contrast of WCAG 2.2 1.4.3 (AA): 4.5, or 3 for large text. Striped and pictured grounds are passed over.</summary>
    private const string PoorContrast = """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const parse = (text) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1); const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
          const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
          const ground = (element) => { for (let e = element; e; e = e.parentElement) { const s = getComputedStyle(e); if (s.backgroundImage !== 'none') return null; const c = parse(s.backgroundColor); if (c[3] > 0.99) return c; } return [255, 255, 255, 1]; };
          const poor = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const element = walk.currentNode.parentElement;
            if (!walk.currentNode.data.trim() || !element.checkVisibility() || element.closest('svg, .visually-hidden, .skip, option')) continue;
            const style = getComputedStyle(element), behind = ground(element);
            if (!behind) continue;
            const [a, b] = [light(parse(style.color)), light(behind)];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
            if (ratio < (large ? 3 : 4.5)) poor.push(ratio.toFixed(2) + ' ' + walk.currentNode.data.trim().slice(0, 40));
          }
          return poor;
        }
        """;

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
