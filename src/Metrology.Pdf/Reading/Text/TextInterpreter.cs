using System.Text;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading.Text;

/// <summary>Walks through the content of a page and collects its text: ISO 32000-1 7.8, 9.4, 14.6.</summary>
internal sealed class TextInterpreter(ObjectTable objects)
{
    // 9.3.6: neither fills nor strokes.
    const int Invisible = 3, OnlyClips = 7;
    const int MaximumStates = 512;
    const int StepsOfForm = 20;
    const int MaximumOperands = 4096;
    const int MaximumUnusual = 20;
    const double LargestRise = 12;
    const double LargestSpace = 20;

    // Letters that are squeezed, slanted or mirrored are not those that are read.
    const double LargestDistortion = 0.001;

    readonly List<TextRun> runs = [];
    readonly SortedSet<string> unusual = new(StringComparer.Ordinal);
    readonly PaintRecorder paint = new(objects.Budget);
    readonly Stack<TextState> saved = [];
    readonly Stack<int?> marks = [];
    TextState state = new();
    Matrix text = Matrix.Identity;
    Matrix line = Matrix.Identity;
    int order;

    public static PageContent Read(ObjectTable objects, PdfDictionary page, PdfValue? resources)
    {
        var interpreter = new TextInterpreter(objects);
        interpreter.Run(Content(objects, page), objects.Dictionary(resources) ?? new PdfDictionary(), 0);
        return new(interpreter.runs, interpreter.paint.Shapes, [.. interpreter.unusual]);
    }

    // 7.8.2: the streams of an array are one, divided where tokens end.
    static byte[] Content(ObjectTable objects, PdfDictionary page)
    {
        var value = objects.Resolve(page.Find("Contents"));
        if (value is PdfStream single)
            return objects.Unpack(single);
        var sink = new ByteSink();
        foreach (var item in objects.Items(value))
            if (objects.Resolve(item) is PdfStream part)
                sink.Bytes(objects.Unpack(part)).Byte((byte)'\n');
        return sink.Written.ToArray();
    }

    void Run(byte[] content, PdfDictionary resources, int depth)
    {
        var lexer = new Lexer(content, 0);
        // Operands live as long as their operator, so they are paid as steps.
        var parser = new ObjectParser(lexer, new ReadBudget());
        var operands = new List<PdfValue>();
        while (true)
        {
            lexer.SkipWhite();
            if (lexer.IsAtEnd)
                return;
            objects.Budget.Step();
            if (IsOperand(lexer))
            {
                if (operands.Count == MaximumOperands)
                    throw lexer.Error("An operator has too many operands");
                operands.Add(parser.Value());
                continue;
            }
            var word = Encoding.ASCII.GetString(lexer.Word());
            if (word == "")
                throw lexer.Error("Something that is no operator stands in a page");
            if (!IsUsual(word))
                Note(word);
            if (word == "BI")
                SkipInlineImage(lexer);
            else
                Operate(word, operands, resources, depth);
            operands.Clear();
        }
    }

    static bool IsOperand(Lexer lexer) => lexer.Current is '/' or '(' or '<' or '[' or '+' or '-' or '.' || Lexer.IsDigit(lexer.Current) || IsConstant(lexer);

    static bool IsConstant(Lexer lexer)
    {
        var start = lexer.Position;
        var word = lexer.Word();
        lexer.Position = start;
        return word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8);
    }

    void Operate(string operation, List<PdfValue> operands, PdfDictionary resources, int depth)
    {
        switch (operation)
        {
            case "q" when saved.Count < MaximumStates: saved.Push(state); break;
            case "q": throw new PdfFormatException("A page keeps too many graphics states.");
            case "Q" when saved.Count > 0: state = saved.Pop(); break;
            case "cm": state = state with { Page = MatrixOf(operands) * state.Page }; break;
            case "BT": text = line = Matrix.Identity; break;
            case "Tf": state = state with { Font = FontOf(operands, resources), Size = Number(operands, 1) }; break;
            case "Tc": Space(Number(operands, 0)); break;
            case "Tw": state = state with { WordSpacing = Number(operands, 0) }; break;
            case "Tz": state = state with { Scaling = Number(operands, 0) / 100 }; break;
            case "TL": state = state with { Leading = Number(operands, 0) }; break;
            case "Ts": Raise(Number(operands, 0)); break;
            case "Tr": state = state with { Mode = (int)Math.Clamp(Number(operands, 0), 0, OnlyClips) }; break;
            case "Td": MoveLine(Number(operands, 0), Number(operands, 1)); break;
            case "TD": state = state with { Leading = -Number(operands, 1) }; MoveLine(Number(operands, 0), Number(operands, 1)); break;
            case "Tm": text = line = MatrixOf(operands); break;
            case "T*": MoveLine(0, -state.Leading); break;
            case "Tj": Show(operands, 0); break;
            case "'": MoveLine(0, -state.Leading); Show(operands, 0); break;
            case "\"":
                state = state with { WordSpacing = Number(operands, 0), CharacterSpacing = Number(operands, 1) };
                MoveLine(0, -state.Leading);
                Show(operands, 2);
                break;
            case "TJ": ShowAdjusted(operands); break;
            case "BMC" or "BDC" when marks.Count == MaximumStates: throw new PdfFormatException("A page nests too much marked content.");
            case "BMC": marks.Push(null); break;
            case "BDC": marks.Push(MarkOf(operands, resources)); break;
            case "EMC": marks.TryPop(out _); break;
            case "Do": Draw(operands, resources, depth); break;
            case "w": state = state with { LineWidth = Number(operands, 0) }; break;
            case "d": state = state with { Dash = [.. (operands.ElementAtOrDefault(0) as PdfArray)?.Items.Select(item => item.Real() ?? 0) ?? []] }; break;
            case "g": state = state with { FillLightness = Share(operands, 0) }; break;
            case "G": state = state with { LineLightness = Share(operands, 0) }; break;
            case "rg": state = state with { FillLightness = Lightness(operands) }; break;
            case "RG": state = state with { LineLightness = Lightness(operands) }; break;
            default: paint.Operate(operation, operands, state, Mark, ref order); break;
        }
    }

    // What the writer of this system uses; the rest is how text is hidden, cut or covered.
    static bool IsUsual(string operation) => operation is "q" or "Q" or "cm" or "BT" or "ET" or "Tf" or "Tc" or "Ts" or "Td" or "Tj" or "TJ" or "BMC" or "BDC" or "EMC" or "Do"
        or "w" or "d" or "g" or "G" or "rg" or "RG" or "m" or "l" or "re" or "S" or "s" or "f" or "b" or "B";

    void Note(string operation)
    {
        if (unusual.Count < MaximumUnusual)
            unusual.Add(operation);
    }

    int? Mark => marks.FirstOrDefault(mark => mark is not null);

    // A text that is raised by more than its size, or whose characters run back, is read elsewhere than it stands.
    void Raise(double rise)
    {
        if (Math.Abs(rise) > LargestRise)
            Note("Ts");
        state = state with { Rise = rise };
    }

    void Space(double space)
    {
        if (space is < 0 or > LargestSpace)
            Note("Tc");
        state = state with { CharacterSpacing = space };
    }

    double Lightness(List<PdfValue> operands) => 0.299 * Share(operands, 0) + 0.587 * Share(operands, 1) + 0.114 * Share(operands, 2);

    // 8.6.4: colours are from 0 to 1, and a reader takes the nearest of these for any other number.
    double Share(List<PdfValue> operands, int index)
    {
        var said = Number(operands, index);
        if (said is < 0 or > 1)
            Note("rg");
        return Math.Clamp(said, 0, 1);
    }

    void MoveLine(double x, double y) => text = line = Matrix.Move(x, y) * line;

    void Show(List<PdfValue> operands, int index)
    {
        if (index < operands.Count && operands[index] is PdfBytes bytes)
            Show(bytes.Value);
    }

    void ShowAdjusted(List<PdfValue> operands)
    {
        if (operands.FirstOrDefault() is not PdfArray array)
            return;
        foreach (var item in array.Items)
            if (item is PdfBytes bytes)
                Show(bytes.Value);
            else if (item is PdfNumber number)
                text = Matrix.Move(-number.Value / 1000 * state.Size * state.Scaling, 0) * text;
    }

    void Show(byte[] bytes)
    {
        if (state.Font is not { } font)
            return;
        var shown = new StringBuilder();
        var advance = 0.0;
        foreach (var (character, width, isSpace) in font.Codes(bytes))
        {
            objects.Budget.Step(1 + character.Length);
            shown.Append(character);
            advance += (width * state.Size + state.CharacterSpacing + (isSpace ? state.WordSpacing : 0)) * state.Scaling;
        }
        objects.Budget.Keep();
        var place = text * state.Page;
        var (across, up) = (Math.Sqrt(place.A * place.A + place.B * place.B), Math.Sqrt(place.C * place.C + place.D * place.D));
        if (Math.Abs(across - up) > LargestDistortion * up || Math.Abs(place.A * place.C + place.B * place.D) > LargestDistortion * up * up || place.A * place.D - place.B * place.C <= 0)
            Note("cm");
        // The rise is left out: a superscript stays on the line it belongs to.
        runs.Add(new(shown.ToString(), place.E, place.F, advance * across, state.Size * up)
        {
            Angle = Math.Atan2(place.B, place.A) * 180 / Math.PI,
            MarkedContent = Mark,
            Lightness = state.FillLightness,
            Order = order++,
            IsVisible = state.Mode is not (Invisible or OnlyClips),
        });
        text = Matrix.Move(advance, 0) * text;
    }

    ReadFont? FontOf(List<PdfValue> operands, PdfDictionary resources)
    {
        if (operands.FirstOrDefault().NameText() is not { } name || objects.Dictionary(objects.Dictionary(resources.Find("Font"))?.Find(name)) is not { } dictionary)
            return null;
        if (!objects.Fonts.TryGetValue(dictionary, out var font))
            objects.Fonts[dictionary] = font = ReadFont.Of(objects, dictionary);
        return font;
    }

    int? MarkOf(List<PdfValue> operands, PdfDictionary resources)
    {
        var properties = operands.ElementAtOrDefault(1);
        if (properties.NameText() is { } name)
            properties = objects.Dictionary(resources.Find("Properties"))?.Find(name);
        var said = objects.Dictionary(properties);
        // Another key could be a text to be read or copied in place of this one (14.9.4).
        foreach (var (key, _) in said?.Entries ?? [])
            if (key != "MCID")
                Note($"BDC /{key}");
        return objects.Integer(said?.Find("MCID"));
    }

    // A form (8.10) is drawn with its own resources and leaves the state as it was.
    void Draw(List<PdfValue> operands, PdfDictionary resources, int depth)
    {
        if (operands.FirstOrDefault().NameText() is not { } name || objects.Resolve(objects.Dictionary(resources.Find("XObject"))?.Find(name)) is not PdfStream form)
            return;
        if (!form.Find("Subtype").IsName("Form"))
        {
            paint.Picture(state, Mark, ref order);
            return;
        }
        Note("Do");
        objects.Budget.Step(StepsOfForm);
        if (depth > ReadBudget.MaximumDepth / 4)
            throw new PdfFormatException("Forms are drawn within forms too deep.");
        var (keptState, keptText, keptLine) = (state, text, line);
        var matrix = objects.Items(form.Find("Matrix"));
        if (matrix.Count == 6)
            state = state with { Page = MatrixOf([.. matrix.Select(objects.Resolve)]) * state.Page };
        Run(objects.Unpack(form), objects.Dictionary(form.Find("Resources")) ?? resources, depth + 1);
        (state, text, line) = (keptState, keptText, keptLine);
    }

    // 8.9.7: between ID and EI stand bytes of any kind.
    static void SkipInlineImage(Lexer lexer)
    {
        var data = lexer.Bytes[lexer.Position..].IndexOf("ID"u8);
        if (data < 0)
            throw lexer.Error("An image in a page has no data");
        lexer.Position += data + 2;
        while (true)
        {
            var end = lexer.Bytes[lexer.Position..].IndexOf("EI"u8);
            if (end < 0)
                throw lexer.Error("An image in a page has no end");
            lexer.Position += end + 2;
            if (Lexer.IsWhite(lexer.Bytes[lexer.Position - 3]) && !Lexer.IsRegular(lexer.Current))
                return;
        }
    }

    static Matrix MatrixOf(List<PdfValue> operands) => new(
        Number(operands, 0), Number(operands, 1), Number(operands, 2), Number(operands, 3), Number(operands, 4), Number(operands, 5));

    static double Number(List<PdfValue> operands, int index) => operands.ElementAtOrDefault(index).Real() ?? 0;
}
