package api

import "context"

// Knowledge tells what the page needs to know of the engine beforehand.
func (s *Service) Knowledge(context.Context, *struct{}) (*Knowledge, error) {
	return &Knowledge{Version: s.options.Version, TokenKinds: TokenKinds, Live: s.options.Live, Public: s.options.Public}, nil
}
