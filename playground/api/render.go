package api

import "context"

// render answers the line protocol of `vtl engine`.
func (s *Service) render(ctx context.Context, body []byte) ([]byte, error) {
	return s.engine.Answer(ctx, body), nil
}
