namespace TshActions.Rig.Load;

/// <summary>Walks over a chunked body, keeping nothing of it but where it stands.</summary>
internal sealed class ChunkedBody
{
    private Place _place;
    private long _left;
    private int _lineLength;

    private enum Place
    {
        Size,
        Extension,
        Data,
        AfterData,
        Trailer,
        Whole,
        Broken,
    }

    public bool IsWhole => _place == Place.Whole;

    public bool IsBroken => _place == Place.Broken;

    /// <summary>Walks on as far as these bytes lead and returns how many belonged to the body.</summary>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length && !IsWhole && !IsBroken)
        {
            if (_place == Place.Data)
            {
                var step = (int)Math.Min(_left, bytes.Length - taken);
                _left -= step;
                taken += step;
                _place = _left == 0 ? Place.AfterData : Place.Data;
            }
            else
            {
                Step(bytes[taken++]);
            }
        }

        return taken;
    }

    private void Step(byte next)
    {
        switch (_place)
        {
            case Place.Size when char.IsAsciiHexDigit((char)next) && _lineLength < 15:
                _left = (_left * 16) + Convert.ToInt32(((char)next).ToString(), 16);
                _lineLength++;
                break;
            case Place.Size or Place.Extension when next == '\n' && _lineLength > 0:
                _place = _left == 0 ? Place.Trailer : Place.Data;
                _lineLength = 0;
                break;
            case Place.Size when next is (byte)'\r' or (byte)';' or (byte)' ':
                _place = Place.Extension;
                break;
            case Place.Extension:
                break;
            case Place.AfterData when next == '\r':
                break;
            case Place.AfterData when next == '\n':
                _place = Place.Size;
                break;
            case Place.Trailer when next == '\n':
                _place = _lineLength == 0 ? Place.Whole : Place.Trailer;
                _lineLength = 0;
                break;
            case Place.Trailer:
                _lineLength += next == '\r' ? 0 : 1;
                break;
            default:
                _place = Place.Broken;
                break;
        }
    }
}
